#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/parser/command_page.h"
#include "core/result.h"

namespace CLI {
class App;
}

namespace freezer::cli {

/// What a command does once the command line has been read.
using Run = std::function<Result<void>()>;

class Command;
class CommandLine;

/// Adds the words and options below a word.
using Declare = std::function<void(const Command&)>;

/// One word of the tree: the program itself, a noun or a verb. A handle to a
/// part of a CommandLine, which must outlive it; targets must outlive the
/// CommandLine's last parse().
///
/// This header is all the commands see of CLI11, which is heavy to compile.
class Command {
 public:
  /// Adds the word `name` below this one.
  Command add(std::string_view name, std::string_view help) const;

  /// The same for a word with much below it: `declare` adds that once it is needed.
  Command add(std::string_view name, std::string_view help, Declare declare) const;

  /// What to do when this is the last word. A word without it needs another.
  void onRun(Run run) const;

  /// An option with a value that may be given once; none where it is not given.
  void value(const OptionText& text, std::optional<std::string>& target) const;

  /// An option with a value that may be given any number of times.
  void values(const OptionText& text, std::vector<std::string>& target) const;

  /// An option without a value.
  void flag(const OptionText& text, bool& target) const;

  /// A value that must be given: as a word that follows ("ID"), by an option
  /// ("--result"), or by either ("JOB_ID,--job-id").
  void required(const OptionText& text, std::string& target) const;

  /// One word or more that must follow.
  void words(const OptionText& text, std::vector<std::string>& target) const;

  /// Any number of words that may follow.
  void optionalWords(const OptionText& text, std::vector<std::string>& target) const;

  /// Text below the help of this word, and of those that are added below it
  /// from now on.
  void footer(std::string text) const;

  /// The title, in the help, above the words that are added below the root from now on.
  void group(std::string title) const;

  /// Leaves this word out of all help. It can be used nonetheless.
  void hide() const;

  /// A line that shows this word in use, from "freezer-api" on: a part of its help.
  void example(std::string line) const;

 private:
  friend class CommandLine;
  Command(CommandLine& line, CLI::App& app) : line_(&line), app_(&app) {}

  void addWords(const OptionText& text, std::vector<std::string>& target, bool isRequired) const;

  CommandLine* line_;
  CLI::App* app_;
};

/// The command tree and its parser. Options of the root may stand anywhere.
class CommandLine {
 public:
  CommandLine(std::string name, std::string help);
  ~CommandLine();
  CommandLine(const CommandLine&) = delete;
  CommandLine& operator=(const CommandLine&) = delete;

  Command root();

  /// What the arguments ask for.
  struct Choice {
    Run run;                          ///< Of the command chosen; empty when help is asked for.
    std::optional<CommandPage> help;  ///< The word whose help is asked for.
  };

  /// Reads the arguments (without the program's name) and fills the targets.
  /// InvalidRequest, naming the word that is wrong and what may have been
  /// meant, for anything the tree does not know.
  Result<Choice> parse(const std::vector<std::string>& arguments);

  /// The whole tree. Declares all of it, which a command need not wait for.
  CommandPage page();

 private:
  friend class Command;
  struct Tree;

  void declare(const std::string& name);

  std::unique_ptr<Tree> tree_;
};

}  // namespace freezer::cli
