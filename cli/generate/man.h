#pragma once

#include <string>

#include "cli/parser/command_page.h"
#include "core/result.h"

namespace freezer::cli {

/// A manual page, scdoc(5), with all generated blocks refreshed. A block begins with a comment that
/// names its content and ends with another one:
///
///     ; generated: synopsis of jobs
///     ; end
///
/// The content: the usage of a noun ("synopsis of jobs"), its verbs with their options ("commands
/// of jobs"), the options of a command without verbs ("options of serve"), the fields of a kind
/// ("fields of jobs"), and, for the whole program, "commands", "options", "environment",
/// "settings", "exit status" and "indexed fields". InvalidRequest, with the line, for unknown
/// content and a block without an end.
Result<std::string> refreshed(const std::string& page, const CommandPage& root);

}  // namespace freezer::cli
