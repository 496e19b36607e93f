#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "cli/parser/command_page.h"

namespace freezer::cli {

/// The place of the last word of a command line. Points into the page that it was found in.
struct Place {
  enum class Expects {
    Nothing,  ///< The line has an unknown command.
    Command,  ///< A subcommand of `command`.
    Option,   ///< The name of an option of `command` or of the program.
    Value     ///< A value of `option`.
  };
  Expects expects = Expects::Nothing;
  const CommandPage* command = nullptr;
  const OptionPage* option = nullptr;  ///< The option or argument.
  std::size_t kept = 0;                ///< Length of the name before a value: "--format=".

  /// The options of the program that stand on the line, and their values.
  std::vector<std::string> globals;
};

/// Finds the place of the last of `words`, which follow the program's name. The words before it may
/// be wrong.
Place placeOf(const CommandPage& root, const std::vector<std::string>& words);

}  // namespace freezer::cli
