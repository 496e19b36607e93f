#pragma once

#include <string>
#include <vector>

#include "cli/generate/completion.h"

namespace freezer::cli {

/// `text` quoted as one word of bash or zsh.
std::string shellQuoted(const std::string& text);

/// The words with `separator` between them, quoted by `quote` where needed.
std::string quotedWords(const std::vector<std::string>& words, const std::string& separator,
                        std::string (*quote)(const std::string&));

/// The names of the entries.
std::vector<std::string> namesOf(const std::vector<NameWithHelp>& entries);

/// An assignment of words to a shell array; empty without words.
std::string wordArray(const char* name, const std::vector<std::string>& words);

/// An assignment of commands or options to a shell array.
using EntryArray = std::string (*)(const char* name, const std::vector<NameWithHelp>& entries);

/// The function _freezer_api_command of bash and zsh, which sets the arrays of a command.
std::string commandTable(const Completion& completion, EntryArray entries);

/// The function _freezer_api_value of bash and zsh, which offers values for an option or argument.
/// `files` is the shell function that offers file names.
std::string valueTable(const Completion& completion, const std::string& files);

}  // namespace freezer::cli
