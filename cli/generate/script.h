#pragma once

#include <string>
#include <vector>

#include "cli/generate/completion.h"

namespace freezer::cli {

/// `text` as one word of bash or zsh.
std::string shellQuoted(const std::string& text);

/// The words, each quoted by `quote` unless it is plain, with `separator` between.
std::string quotedWords(const std::vector<std::string>& words, const std::string& separator,
                        std::string (*quote)(const std::string&));

/// The names alone.
std::vector<std::string> namesOf(const std::vector<NameWithHelp>& entries);

/// The function _freezer_api_value, which bash and zsh read alike: it offers values for an option
/// or a word. `files` is what offers the names of files.
std::string valueTable(const Completion& completion, const std::string& files);

}  // namespace freezer::cli
