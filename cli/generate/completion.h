#pragma once

#include <string>
#include <vector>

#include "cli/parser/command_page.h"

namespace freezer::cli {

/// The source of completions for an option or argument.
struct ValueSource {
  enum class Kind {
    None,     ///< No completion.
    Files,    ///< File names.
    Fixed,    ///< `words`.
    Command,  ///< The output lines of this program with the arguments `words`.
  };
  Kind kind = Kind::None;
  std::vector<std::string> words = {};
};

/// The options and arguments with the same source, each after its command: "jobs list --marker",
/// "jobs show JOB_ID", "--config-file".
struct ValuePlaces {
  ValueSource source;
  std::vector<std::string> places;
};

struct NameWithHelp {
  std::string name;
  std::string help;
};

/// The subcommands, options and arguments of a command.
struct CommandCompletion {
  std::string words;                   ///< "jobs list"; empty: the program itself.
  std::vector<NameWithHelp> commands;  ///< Subcommands.
  std::vector<NameWithHelp> options;   ///< Every name of every option.
  std::vector<std::string> flags;      ///< Option names without a value.
  std::vector<std::string> names;      ///< Argument names; "..." repeats the one before it.
};

/// All data for the completion of a command line, for any shell.
struct Completion {
  std::vector<CommandCompletion> commands;
  std::vector<ValuePlaces> values;

  /// The global options that select the store, the project and the user.
  std::vector<std::string> storeOptions;
};

/// The completion of the whole tree without hidden commands.
Completion completionOf(const CommandPage& root);

/// The completion script of a shell.
std::string bashScript(const Completion& completion);
std::string zshScript(const Completion& completion);
std::string fishScript(const Completion& completion);

}  // namespace freezer::cli
