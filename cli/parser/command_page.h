#pragma once

#include <string>
#include <vector>

namespace freezer::cli {

/// The declaration of an option or argument. Values are text; the command interprets and checks
/// them.
struct OptionText {
  std::string names;                      ///< "--limit", or "-f,--format"; "ID" for an argument.
  std::string help;                       ///< One sentence or two.
  std::string valueName;                  ///< Name of the value in the help: "N".
  std::vector<std::string> choices = {};  ///< All valid values; empty: any.
  std::vector<std::string> suggestions = {};  ///< Values for completion; others are valid too.
};

/// An option or argument of a command.
struct OptionPage {
  std::vector<std::string> names;        ///< "-f" and "--format"; empty for an argument.
  std::string word;                      ///< "JOB_ID" for an argument, else empty.
  std::string valueName;                 ///< "N"; empty for a flag.
  std::string help;                      ///< One sentence or two.
  std::vector<std::string> values = {};  ///< Valid or suggested values.
  bool isRequired = false;
  bool isRepeatable = false;
};

/// The description of one command as plain data, from which the help, the manual pages and the
/// completions are made.
struct CommandPage {
  std::vector<std::string> words;  ///< "freezer-api", "jobs", "list".
  std::string help;
  std::string group;                ///< Title of its group in the help; empty: hidden.
  std::vector<OptionPage> options;  ///< Options and arguments, in order.
  std::vector<std::string> examples;
  std::string footer;
  std::vector<CommandPage> commands;  ///< Subcommands, in order.

  const std::string& name() const { return words.back(); }
  bool isHidden() const { return group.empty(); }
};

/// "freezer-api jobs list".
std::string fullName(const CommandPage& page);

/// "-f, --format FORMAT": all names of an option and its value; the name of an argument.
std::string synopsis(const OptionPage& option);

/// The help of an option with its values.
std::string explanation(const OptionPage& option);

}  // namespace freezer::cli
