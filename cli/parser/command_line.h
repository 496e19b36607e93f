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

/// The action of a command, after the command line was read.
using Run = std::function<Result<void>()>;

class Command;
class CommandLine;

/// Declares the subcommands and options of a command.
using Declare = std::function<void(const Command&)>;

/// One command of the tree: the program itself, a noun or a verb. A handle to a part of a
/// CommandLine, which must outlive it; targets must outlive the CommandLine's last parse().
///
/// Hides CLI11 from the commands, because its headers are slow to compile.
class Command {
 public:
  /// Adds the subcommand `name`.
  Command add(std::string_view name, std::string_view help) const;

  /// Adds a subcommand whose own subcommands and options `declare` adds when they are needed.
  Command add(std::string_view name, std::string_view help, Declare declare) const;

  /// Sets the action of this command. A command without an action needs a subcommand.
  void onRun(Run run) const;

  /// Adds an option with a value, which can be given once.
  void value(const OptionText& text, std::optional<std::string>& target) const;

  /// Adds an option with a value, which can be repeated.
  void values(const OptionText& text, std::vector<std::string>& target) const;

  /// Adds an option without a value.
  void flag(const OptionText& text, bool& target) const;

  /// Adds a required value: an argument ("ID"), an option ("--result"), or either
  /// ("JOB_ID,--job-id").
  void required(const OptionText& text, std::string& target) const;

  /// Adds one or more required arguments.
  void words(const OptionText& text, std::vector<std::string>& target) const;

  /// Adds any number of optional arguments.
  void optionalWords(const OptionText& text, std::vector<std::string>& target) const;

  /// Sets the text below the help of this command and of subcommands that are added later.
  void footer(std::string text) const;

  /// Sets the title, in the help, of the nouns that are added later.
  void group(std::string title) const;

  /// Omits this command from help, manual pages and completions.
  void hide() const;

  /// Adds an example to the help: a whole command line.
  void example(std::string line) const;

 private:
  friend class CommandLine;
  Command(CommandLine& line, CLI::App& app) : line_(&line), app_(&app) {}

  void addWords(const OptionText& text, std::vector<std::string>& target, bool isRequired) const;

  CommandLine* line_;
  CLI::App* app_;
};

/// The command tree and its parser. Global options can stand anywhere on the line.
class CommandLine {
 public:
  CommandLine(std::string name, std::string help);
  ~CommandLine();
  CommandLine(const CommandLine&) = delete;
  CommandLine& operator=(const CommandLine&) = delete;

  Command root();

  /// The parsed command line.
  struct Choice {
    Run run;                          ///< Action of the command; empty for --help.
    std::optional<CommandPage> help;  ///< The command whose help to print.
  };

  /// Reads the arguments (without the program's name) and fills the targets. InvalidRequest, with
  /// the wrong word and a suggestion, for anything unknown.
  Result<Choice> parse(const std::vector<std::string>& arguments);

  /// The command that `words` name, for its help: "jobs", "list"; the program itself without words.
  /// InvalidRequest, with the wrong word and a suggestion, for an unknown command.
  Result<CommandPage> pageNamed(const std::vector<std::string>& words);

  /// The whole tree, completely declared.
  CommandPage page();

  /// The tree with only those nouns completely declared that are among `words`.
  CommandPage page(const std::vector<std::string>& words);

 private:
  friend class Command;
  struct Tree;

  void declare(const std::string& name);

  std::unique_ptr<Tree> tree_;
};

}  // namespace freezer::cli
