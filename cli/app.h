#pragma once

#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/context.h"
#include "cli/parser/command_line.h"
#include "cli/parser/command_page.h"

namespace freezer::cli {

/// The command tree, and the context that its options fill.
struct Program {
  /// Of a program that prints to these streams; `isTerminal`: whether `results` is a terminal.
  Program(std::ostream& results, std::ostream& messages, bool isTerminal);

  Context context;
  CommandLine line;
};

/// The word before a command whose help to print: "help jobs list".
inline constexpr std::string_view kHelpWord = "help";

/// Reads the command line (the program's name first), runs the command it
/// names on the standard streams, and returns the exit status.
int run(std::span<const char* const> arguments);

/// The whole command tree.
CommandPage commandPage();

/// The visible command tree, one line for each noun: the noun and its verbs, separated by single
/// spaces, in the order of the help.
std::vector<std::string> commandSummary();

}  // namespace freezer::cli
