#include "cli/parser/command_line.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <deque>
#include <map>
#include <sstream>
#include <utility>

#include "cli/parser/suggest.h"

namespace freezer::cli {

/// A declared option or argument.
struct DeclaredArgument {
  OptionText text;
  bool takesValue = true;
  bool isRequired = false;
  bool isRepeatable = false;
};

/// The data of a command besides its CLI::App.
struct DeclaredWord {
  Run run;
  std::deque<DeclaredArgument> options;  ///< A deque, because CLI11 holds references to them.
  std::vector<std::string> examples;
};

struct CommandLine::Tree {
  CLI::App root;
  std::string group = "Commands";             ///< Group of the next command below the root.
  std::map<std::string, Declare> undeclared;  ///< By the name of the noun.
  std::map<const CLI::App*, DeclaredWord> words;
};

namespace {

Error usage(const std::string& what, const std::string& command) {
  return {ErrorCode::InvalidRequest, what + "; see '" + command + " --help'"};
}

/// The last command that was recognised.
const CLI::App& lastWord(const CLI::App& root) {
  const CLI::App* word = &root;
  while (!word->get_subcommands().empty()) word = word->get_subcommands().front();
  return *word;
}

/// "freezer-api jobs list".
std::string fullName(const CLI::App& word) {
  const CLI::App* parent = word.get_parent();
  return parent == nullptr ? word.get_name() : fullName(*parent) + " " + word.get_name();
}

std::vector<const CLI::App*> subcommands(const CLI::App& word) {
  return word.get_subcommands([](const CLI::App*) { return true; });
}

/// The names of visible subcommands.
std::vector<std::string> subcommandNames(const CLI::App& word) {
  std::vector<std::string> names;
  for (const CLI::App* child : subcommands(word))
    if (!child->get_group().empty()) names.push_back(child->get_name());
  return names;
}

/// The long options of a command.
std::vector<std::string> optionNames(const CLI::App& word) {
  std::vector<std::string> names;
  for (const CLI::App* level = &word; level != nullptr; level = level->get_parent())
    for (const CLI::Option* option : level->get_options())
      for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  return names;
}

/// The error for an unexpected word.
Error unexpected(const CLI::App& last, const std::string& word) {
  const std::string command = fullName(last);
  if (word.size() > 1 && word.starts_with('-'))
    return usage("unknown option '" + word + "'" +
                     didYouMean(word.substr(0, word.find('=')), optionNames(last)),
                 command);
  const std::vector<std::string> known = subcommandNames(last);
  if (known.empty()) return usage("unexpected word '" + word + "'", command);
  return usage("unknown command '" + word + "'" + didYouMean(word, known), command);
}

/// CLI11 reads "--name= next" as the value "next" instead of an empty value.
std::vector<std::string> separateEmptyValues(const std::vector<std::string>& arguments) {
  std::vector<std::string> separated;
  bool options = true;
  for (const std::string& argument : arguments) {
    if (argument == "--") options = false;
    if (options && argument.size() > 3 && argument.starts_with("--") &&
        argument.find('=') == argument.size() - 1) {
      separated.push_back(argument.substr(0, argument.size() - 1));
      separated.emplace_back();
    } else {
      separated.push_back(argument);
    }
  }
  return separated;
}

/// Rejects values that are not choices.
void check(const OptionText& text, const std::vector<std::string>& values) {
  if (text.choices.empty()) return;
  for (const std::string& value : values) {
    if (std::ranges::find(text.choices, value) != text.choices.end()) continue;
    std::string known;
    for (const std::string& choice : text.choices)
      known.append(known.empty() ? "" : ", ").append(choice);
    const std::string name = text.names.substr(text.names.rfind(',') + 1);
    throw CLI::ValidationError(name + " must be one of " + known + ", not '" + value + "'" +
                               didYouMean(value, text.choices));
  }
}

/// Adds an option whose values go to `take`. CLI11's typed targets are not used, because they split
/// a value in brackets at its commas.
CLI::Option& addOption(CLI::App& app, const DeclaredArgument& declared,
                       std::function<void(const std::vector<std::string>&)> take) {
  CLI::Option* option = app.add_option(
      declared.text.names, [&declared, take = std::move(take)](const CLI::results_t& results) {
        check(declared.text, results);
        if (results.size() > 1 && !declared.isRepeatable)
          throw CLI::ValidationError(declared.text.names + " may be given only once");
        take(results);
        return true;
      });
  option->expected(1)->required(declared.isRequired);
  option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  return *option;
}

/// The page of an option.
OptionPage pageOf(const DeclaredArgument& declared) {
  OptionPage page;
  std::istringstream names(declared.text.names);
  for (std::string name; std::getline(names, name, ',');) {
    if (name.starts_with('-')) {
      page.names.push_back(name);
    } else {
      page.word = name;
    }
  }
  if (declared.takesValue)
    page.valueName = declared.text.valueName.empty() ? page.word : declared.text.valueName;
  page.help = declared.text.help;
  page.values = declared.text.choices.empty() ? declared.text.suggestions : declared.text.choices;
  page.isRequired = declared.isRequired;
  page.isRepeatable = declared.isRepeatable;
  return page;
}

/// The page of a command and its declared subcommands.
CommandPage pageOf(const CLI::App& app, const std::map<const CLI::App*, DeclaredWord>& words) {
  CommandPage page;
  for (const CLI::App* word = &app; word != nullptr; word = word->get_parent())
    page.words.insert(page.words.begin(), word->get_name());
  page.help = app.get_description();
  page.group = app.get_group();
  page.footer = app.get_footer();
  if (app.get_parent() == nullptr)
    page.options.push_back({{"-h", "--help"}, "", "", "Print the help of a command."});
  if (const auto found = words.find(&app); found != words.end()) {
    for (const DeclaredArgument& declared : found->second.options)
      page.options.push_back(pageOf(declared));
    page.examples = found->second.examples;
  }
  for (const CLI::App* child : subcommands(app)) page.commands.push_back(pageOf(*child, words));
  return page;
}

}  // namespace

Command Command::add(std::string_view name, std::string_view help) const {
  CLI::App* word = app_->add_subcommand(std::string(name), std::string(help));
  word->group(app_->get_parent() == nullptr ? line_->tree_->group : "Commands");
  app_->require_subcommand(1);
  return {*line_, *word};
}

Command Command::add(std::string_view name, std::string_view help, Declare declare) const {
  line_->tree_->undeclared.emplace(name, std::move(declare));
  return add(name, help);
}

void Command::onRun(Run run) const {
  line_->tree_->words[app_].run = std::move(run);
}

void Command::value(const OptionText& text, std::optional<std::string>& target) const {
  const DeclaredArgument& declared =
      line_->tree_->words[app_].options.emplace_back(DeclaredArgument{text});
  addOption(*app_, declared,
            [&target](const std::vector<std::string>& values) { target = values.front(); });
}

void Command::values(const OptionText& text, std::vector<std::string>& target) const {
  const DeclaredArgument& declared =
      line_->tree_->words[app_].options.emplace_back(DeclaredArgument{text, true, false, true});
  addOption(*app_, declared,
            [&target](const std::vector<std::string>& values) { target = values; });
}

void Command::flag(const OptionText& text, bool& target) const {
  line_->tree_->words[app_].options.emplace_back(DeclaredArgument{text, false});
  app_->add_flag(text.names, target);
}

void Command::required(const OptionText& text, std::string& target) const {
  const DeclaredArgument& declared =
      line_->tree_->words[app_].options.emplace_back(DeclaredArgument{text, true, true});
  addOption(*app_, declared,
            [&target](const std::vector<std::string>& values) { target = values.front(); });
}

void Command::words(const OptionText& text, std::vector<std::string>& target) const {
  addWords(text, target, true);
}

void Command::optionalWords(const OptionText& text, std::vector<std::string>& target) const {
  addWords(text, target, false);
}

void Command::addWords(const OptionText& text, std::vector<std::string>& target,
                       bool isRequired) const {
  const DeclaredArgument& declared = line_->tree_->words[app_].options.emplace_back(
      DeclaredArgument{text, true, isRequired, true});
  addOption(*app_, declared, [&target](const std::vector<std::string>& values) { target = values; })
      .expected(1, CLI::detail::expected_max_vector_size)
      ->allow_extra_args();
}

void Command::footer(std::string text) const {
  app_->footer(std::move(text));
}

void Command::group(std::string title) const {
  line_->tree_->group = std::move(title);
}

void Command::hide() const {
  app_->group("");
}

void Command::example(std::string line) const {
  line_->tree_->words[app_].examples.push_back(std::move(line));
}

CommandLine::CommandLine(std::string name, std::string help) : tree_(std::make_unique<Tree>()) {
  CLI::App& root = tree_->root;
  root.name(std::move(name));
  root.description(std::move(help));
  root.set_help_flag("-h,--help", "Print this help and exit");
  root.fallthrough();
}

CommandLine::~CommandLine() = default;

Command CommandLine::root() {
  return {*this, tree_->root};
}

Result<CommandLine::Choice> CommandLine::parse(const std::vector<std::string>& arguments) {
  CLI::App& root = tree_->root;
  // Declaring all options of all commands takes longer than most commands run.
  for (const std::string& argument : arguments) declare(argument);
  try {
    std::vector<std::string> reversed = separateEmptyValues(arguments);
    std::ranges::reverse(reversed);
    root.parse(std::move(reversed));
  } catch (const CLI::CallForHelp&) {
    return Choice{{}, pageOf(lastWord(root), tree_->words)};
  } catch (const CLI::ParseError& failure) {
    const CLI::App& last = lastWord(root);
    const std::vector<std::string> unknown = root.remaining(true);
    if (!unknown.empty()) return unexpected(last, unknown.front());
    if (!subcommandNames(last).empty() && failure.get_name() == "RequiredError")
      return usage("a command is missing", fullName(last));
    // Thrown only when the arguments end too early.
    if (failure.get_name() == "ArgumentMismatch")
      return usage(arguments.back() + " needs a value", fullName(last));
    return usage(failure.what(), fullName(last));
  }
  return Choice{tree_->words.at(&lastWord(root)).run, {}};
}

/// Declares the commands and options below the noun `name`, if not done yet.
void CommandLine::declare(const std::string& name) {
  const auto missing = tree_->undeclared.extract(name);
  if (!missing.empty()) missing.mapped()({*this, *tree_->root.get_subcommand(name)});
}

Result<CommandPage> CommandLine::pageNamed(const std::vector<std::string>& words) {
  const CLI::App* named = &tree_->root;
  for (const std::string& word : words) {
    declare(word);
    const std::vector<const CLI::App*> below = subcommands(*named);
    const auto found =
        std::ranges::find(below, word, [](const auto* app) { return app->get_name(); });
    if (found == below.end()) return unexpected(*named, word);
    named = *found;
  }
  return pageOf(*named, tree_->words);
}

CommandPage CommandLine::page() {
  while (!tree_->undeclared.empty()) declare(tree_->undeclared.begin()->first);
  return page({});
}

CommandPage CommandLine::page(const std::vector<std::string>& words) {
  for (const std::string& word : words) declare(word);
  return pageOf(tree_->root, tree_->words);
}

}  // namespace freezer::cli
