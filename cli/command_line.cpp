#include "cli/command_line.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "cli/suggest.h"

namespace freezer::cli {

namespace {

using Examples = std::map<const CLI::App*, std::vector<std::string>>;

/// The help of CLI11, with the examples of a word above its footer.
class HelpFormatter : public CLI::Formatter {
 public:
  /// `examples` must outlive it.
  explicit HelpFormatter(const Examples& examples) : examples_(examples) {}

  std::string make_footer(const CLI::App* app) const override {
    std::string text;
    if (const auto found = examples_.find(app); found != examples_.end()) {
      text = found->second.size() == 1 ? "\nExample:\n" : "\nExamples:\n";
      for (const std::string& line : found->second) text.append("  ").append(line) += '\n';
    }
    return text + CLI::Formatter::make_footer(app);
  }

 private:
  const Examples& examples_;
};

}  // namespace

struct CommandLine::Tree {
  CLI::App root;
  std::map<const CLI::App*, Run> runs;
  std::map<std::string, Declare> undeclared;  ///< By the word of the first level.
  Examples examples;
};

namespace {

Error usage(const std::string& what, const std::string& command) {
  return {ErrorCode::InvalidRequest, what + "; see '" + command + " --help'"};
}

/// The last word that was understood.
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

std::vector<std::string> subcommandNames(const CLI::App& word) {
  std::vector<std::string> names;
  for (const CLI::App* child : word.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(child->get_name());
  return names;
}

/// The long options that may follow `word`.
std::vector<std::string> optionNames(const CLI::App& word) {
  std::vector<std::string> names;
  for (const CLI::App* level = &word; level != nullptr; level = level->get_parent())
    for (const CLI::Option* option : level->get_options())
      for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  return names;
}

std::string meant(const std::string& word, const std::vector<std::string>& known) {
  const std::string likely = nearest(word, known);
  return likely.empty() ? "" : " (did you mean '" + likely + "'?)";
}

/// Why `word` could not stand where it stood.
Error unexpected(const CLI::App& last, const std::string& word) {
  const std::string command = fullName(last);
  if (word.size() > 1 && word.starts_with('-'))
    return usage(
        "unknown option '" + word + "'" + meant(word.substr(0, word.find('=')), optionNames(last)),
        command);
  const std::vector<std::string> known = subcommandNames(last);
  if (known.empty()) return usage("unexpected word '" + word + "'", command);
  return usage("unknown command '" + word + "'" + meant(word, known), command);
}

/// CLI11 takes "--name= next" as the value "next"; an empty value is meant.
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

/// Refuses values that are not among the choices.
void check(const OptionText& text, const std::vector<std::string>& values) {
  if (text.choices.empty()) return;
  for (const std::string& value : values) {
    if (std::ranges::find(text.choices, value) != text.choices.end()) continue;
    std::string known;
    for (const std::string& choice : text.choices)
      known.append(known.empty() ? "" : ", ").append(choice);
    const std::string name = text.names.substr(text.names.rfind(',') + 1);
    throw CLI::ValidationError(name + " must be one of " + known + ", not '" + value + "'" +
                               meant(value, text.choices));
  }
}

/// Adds an option whose values go to `take`. Without CLI11's typed targets: they
/// split a value in brackets, such as a search, at its commas.
CLI::Option& addOption(CLI::App& app, const OptionText& text,
                       std::function<void(const std::vector<std::string>&)> take) {
  CLI::Option* option = app.add_option(
      text.names,
      [text, take = std::move(take)](const CLI::results_t& results) {
        check(text, results);
        take(results);
        return true;
      },
      text.help);
  option->expected(1)->type_name(text.valueName);
  option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  return *option;
}

/// The one value of an option.
const std::string& only(const OptionText& text, const std::vector<std::string>& values) {
  if (values.size() > 1) throw CLI::ValidationError(text.names + " may be given only once");
  return values.front();
}

}  // namespace

Command Command::add(std::string_view name, std::string_view help) const {
  CLI::App* word = app_->add_subcommand(std::string(name), std::string(help));
  app_->require_subcommand(1);
  return {*line_, *word};
}

Command Command::add(std::string_view name, std::string_view help, Declare declare) const {
  line_->tree_->undeclared.emplace(name, std::move(declare));
  return add(name, help);
}

void Command::onRun(Run run) const {
  line_->tree_->runs[app_] = std::move(run);
}

void Command::value(const OptionText& text, std::optional<std::string>& target) const {
  addOption(*app_, text, [&target, text](const std::vector<std::string>& values) {
    target = only(text, values);
  });
}

void Command::values(const OptionText& text, std::vector<std::string>& target) const {
  addOption(*app_, text, [&target](const std::vector<std::string>& values) { target = values; });
}

void Command::flag(const OptionText& text, bool& target) const {
  app_->add_flag(text.names, target, text.help);
}

void Command::required(const OptionText& text, std::string& target) const {
  addOption(
      *app_, text,
      [&target, text](const std::vector<std::string>& values) { target = only(text, values); })
      .required()
      ->option_text(text.valueName + (text.valueName.empty() ? "(required)" : " (required)"));
}

void Command::words(const OptionText& text, std::vector<std::string>& target) const {
  addOption(*app_, text, [&target](const std::vector<std::string>& values) { target = values; })
      .required()
      ->option_text("... (required)")
      ->expected(1, CLI::detail::expected_max_vector_size)
      ->allow_extra_args();
}

void Command::optionalWords(const OptionText& text, std::vector<std::string>& target) const {
  addOption(*app_, text, [&target](const std::vector<std::string>& values) { target = values; })
      .option_text("...")
      ->expected(0, CLI::detail::expected_max_vector_size)
      ->allow_extra_args();
}

void Command::footer(std::string text) const {
  app_->footer(std::move(text));
}

void Command::example(std::string line) const {
  line_->tree_->examples[app_].push_back(std::move(line));
}

CommandLine::CommandLine(std::string name, std::string help) : tree_(std::make_unique<Tree>()) {
  CLI::App& root = tree_->root;
  root.name(std::move(name));
  root.description(std::move(help));
  root.set_help_flag("-h,--help", "Print this help and exit");
  root.fallthrough();
  root.group("Commands");
  const auto formatter = std::make_shared<HelpFormatter>(tree_->examples);
  formatter->column_width(36);
  formatter->label("SUBCOMMAND", "COMMAND");
  root.formatter(formatter);
}

CommandLine::~CommandLine() = default;

Command CommandLine::root() {
  return {*this, tree_->root};
}

Result<CommandLine::Choice> CommandLine::parse(const std::vector<std::string>& arguments) {
  CLI::App& root = tree_->root;
  // To declare all options of all words takes longer than most commands do.
  for (const std::string& argument : arguments) declare(argument);
  try {
    std::vector<std::string> reversed = separateEmptyValues(arguments);
    std::ranges::reverse(reversed);
    root.parse(std::move(reversed));
  } catch (const CLI::CallForHelp&) {
    return Choice{{}, root.help()};
  } catch (const CLI::ParseError& failure) {
    const CLI::App& last = lastWord(root);
    const std::vector<std::string> unknown = root.remaining(true);
    if (!unknown.empty()) return unexpected(last, unknown.front());
    if (!subcommandNames(last).empty() && failure.get_name() == "RequiredError")
      return usage("a command is missing", fullName(last));
    // Thrown only where the arguments end too early.
    if (failure.get_name() == "ArgumentMismatch")
      return usage(arguments.back() + " needs a value", fullName(last));
    return usage(failure.what(), fullName(last));
  }
  return Choice{tree_->runs.at(&lastWord(root)), {}};
}

/// Adds what is below the word `name` of the first level, if that is still missing.
void CommandLine::declare(const std::string& name) {
  const auto missing = tree_->undeclared.extract(name);
  if (!missing.empty()) missing.mapped()({*this, *tree_->root.get_subcommand(name)});
}

std::vector<std::vector<std::string>> CommandLine::words() {
  for (const std::string& name : subcommandNames(tree_->root)) declare(name);
  std::vector<std::vector<std::string>> lines;
  for (const CLI::App* noun : tree_->root.get_subcommands([](const CLI::App*) { return true; })) {
    std::vector<std::string>& line = lines.emplace_back(1, noun->get_name());
    std::ranges::move(subcommandNames(*noun), std::back_inserter(line));
  }
  return lines;
}

}  // namespace freezer::cli
