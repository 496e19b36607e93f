#pragma once

#include <string>
#include <vector>

namespace freezer::cli {

/// How an option is declared. Words and descriptions are text throughout: what a value
/// means is decided, and a wrong one named, by the command that takes it.
struct OptionText {
  std::string names;      ///< "--limit", or "-f,--format"; "ID" for a word without a name.
  std::string help;       ///< One sentence or two.
  std::string valueName;  ///< What stands for the value in the help: "N".
  std::vector<std::string> choices = {};      ///< All values it may have; empty: any.
  std::vector<std::string> suggestions = {};  ///< Values to offer; others reach the command too.
};

/// An option of a command, or a word that follows it.
struct OptionPage {
  std::vector<std::string> names;        ///< "-f" and "--format"; none for what is only a word.
  std::string word;                      ///< "JOB_ID" where it may stand as a word, else empty.
  std::string valueName;                 ///< "N"; empty where it takes no value.
  std::string help;                      ///< One sentence or two.
  std::vector<std::string> values = {};  ///< Those it may have, or some of them; may be none.
  bool isRequired = false;
  bool isRepeatable = false;
};

/// What there is to say of one word of the command tree, as plain data: the help, the
/// manual pages and the completions are made from it.
struct CommandPage {
  std::vector<std::string> words;  ///< "freezer-api", "jobs", "list".
  std::string help;
  std::string group;                ///< The title above it in the help; empty: it is hidden.
  std::vector<OptionPage> options;  ///< Its own, and the words that follow it, in order.
  std::vector<std::string> examples;
  std::string footer;
  std::vector<CommandPage> commands;  ///< Those below it, in order.

  const std::string& name() const { return words.back(); }
  bool isHidden() const { return group.empty(); }
};

/// "freezer-api jobs list".
std::string fullName(const CommandPage& page);

/// "-f, --format FORMAT": an option with all its names and its value; a word as it is.
std::string synopsis(const OptionPage& option);

/// Its help, with the values it may have.
std::string explanation(const OptionPage& option);

}  // namespace freezer::cli
