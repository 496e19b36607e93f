#pragma once

#include <string>

#include "cli/parser/command_page.h"
#include "core/result.h"

namespace freezer::cli {

/// A manual page, written in the language of scdoc(5), with every generated block made
/// anew. A block begins with a comment that says what it holds and ends with another:
///
///     ; generated: synopsis of jobs
///     ; end
///
/// What it may hold: the usage of a noun ("synopsis of jobs"), what its verbs do and their
/// options ("commands of jobs"), the options of a command without verbs ("options of
/// serve"), the fields of a kind ("fields of jobs"), and, for the whole program, "commands",
/// "options", "environment", "settings", "exit status" and "indexed fields".
/// InvalidRequest, naming the line, for anything else and for a block without an end.
Result<std::string> refreshed(const std::string& page, const CommandPage& root);

}  // namespace freezer::cli
