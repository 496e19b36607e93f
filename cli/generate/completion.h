#pragma once

#include <string>
#include <vector>

#include "cli/parser/command_page.h"

namespace freezer::cli {

/// Where the values come from that an option or a word is completed with.
struct ValueSource {
  enum class Kind {
    None,     ///< Nothing is known of the value.
    Files,    ///< The names of files.
    Fixed,    ///< `words`.
    Command,  ///< What this program prints, a value a line, when called with `words`.
  };
  Kind kind = Kind::None;
  std::vector<std::string> words = {};
};

/// The options and words that have their values from one source, each with the words of
/// its command before it: "jobs list --marker", "jobs show JOB_ID", "--config-file".
struct ValuePlaces {
  ValueSource source;
  std::vector<std::string> places;
};

struct NameWithHelp {
  std::string name;
  std::string help;
};

/// What may follow a command.
struct CommandCompletion {
  std::string words;                   ///< "jobs list"; empty: the program itself.
  std::vector<NameWithHelp> commands;  ///< Those below it.
  std::vector<NameWithHelp> options;   ///< Every name of its options.
  std::vector<std::string> flags;      ///< Those of them that take no value.
  std::vector<std::string> names;      ///< Of its words; "..." repeats the one before it.
};

/// All that is to be known to complete a command line, whatever the shell.
struct Completion {
  std::vector<CommandCompletion> commands;
  std::vector<ValuePlaces> values;

  /// The options of the program that say where ids are to be looked for.
  std::vector<std::string> storeOptions;
};

/// Makes it out of the whole tree. What is hidden is left out.
Completion completionOf(const CommandPage& root);

/// The completion as a script for this shell.
std::string bashScript(const Completion& completion);
std::string zshScript(const Completion& completion);
std::string fishScript(const Completion& completion);

}  // namespace freezer::cli
