#include "cli/parser/help_text.h"

#include <algorithm>

#include "cli/output/text.h"

namespace freezer::cli {
namespace {

constexpr std::size_t kIndent = 2;
constexpr std::size_t kWidestName = 28;  ///< A longer name has its own line.
constexpr std::size_t kLeastHelp = 30;   ///< Minimum width of the help column.

/// A name and its description.
struct Entry {
  std::string name;
  std::string help;
};

/// The column where the help of the entries begins.
std::size_t helpColumn(const std::vector<Entry>& entries) {
  std::size_t widest = 0;
  for (const Entry& entry : entries)
    if (entry.name.size() <= kWidestName) widest = std::max(widest, entry.name.size());
  return kIndent + widest + 2;
}

/// A titled list in two columns; empty without entries.
std::string section(const std::string& title, const std::vector<Entry>& entries, std::size_t column,
                    std::size_t width) {
  if (entries.empty()) return {};
  std::string text = "\n" + title + ":\n";
  for (const Entry& entry : entries) {
    std::string line = std::string(kIndent, ' ') + entry.name;
    if (line.size() + 2 > column) {
      text += line + '\n';
      line.clear();
    }
    const std::size_t left = std::max(kLeastHelp, width - std::min(width, column));
    for (const std::string& help : wrap(entry.help, left)) {
      line.resize(column, ' ');
      text += line + help + '\n';
      line.clear();
    }
  }
  return text;
}

/// "freezer-api jobs show [OPTIONS] JOB_ID".
std::string usage(const CommandPage& page) {
  std::string text = fullName(page) + " [OPTIONS]";
  for (const OptionPage& option : page.options) {
    if (option.word.empty()) continue;
    const std::string word = option.word + (option.isRepeatable ? "..." : "");
    text += option.isRequired ? " " + word : " [" + word + "]";
  }
  return page.commands.empty() ? text : text + " COMMAND";
}

/// The subcommands of `page`, by group.
std::string commands(const CommandPage& page, std::size_t width) {
  std::vector<std::string> groups;
  std::vector<Entry> all;
  for (const CommandPage& command : page.commands) {
    if (command.isHidden()) continue;
    all.push_back({command.name(), command.help});
    if (std::ranges::find(groups, command.group) == groups.end()) groups.push_back(command.group);
  }
  std::string text;
  for (const std::string& group : groups) {
    std::vector<Entry> entries;
    for (const CommandPage& command : page.commands)
      if (command.group == group) entries.push_back({command.name(), command.help});
    text += section(group, entries, helpColumn(all), width);
  }
  return text;
}

std::string examples(const CommandPage& page) {
  if (page.examples.empty()) return {};
  std::string text = page.examples.size() == 1 ? "\nExample:\n" : "\nExamples:\n";
  for (const std::string& line : page.examples) text.append(kIndent, ' ').append(line).append("\n");
  return text;
}

}  // namespace

std::string helpText(const CommandPage& page, std::size_t width) {
  std::string text;
  for (const std::string& line : wrap(page.help, width)) text += line + '\n';
  text += "\nUsage: " + usage(page) + "\n";
  std::vector<Entry> words;
  std::vector<Entry> options;
  for (const OptionPage& option : page.options) {
    if (!option.word.empty()) words.push_back({option.word, explanation(option)});
    if (!option.names.empty()) options.push_back({synopsis(option), explanation(option)});
  }
  text += section("Arguments", words, helpColumn(words), width) +
          section("Options", options, helpColumn(options), width) + commands(page, width) +
          examples(page);
  return page.footer.empty() ? text : text + '\n' + page.footer + '\n';
}

}  // namespace freezer::cli
