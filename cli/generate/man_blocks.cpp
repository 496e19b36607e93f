#include "cli/generate/man_blocks.h"

#include <algorithm>
#include <sstream>
#include <vector>

#include "cli/config/setting_help.h"
#include "cli/generate/man_fields.h"
#include "cli/generate/scdoc.h"
#include "cli/output/exit_status.h"

namespace freezer::cli {
namespace {

/// "*-f*, *--format* _FORMAT_".
std::string heading(const OptionPage& option) {
  if (option.names.empty()) return underlined(option.word);
  std::string text;
  for (const std::string& name : option.names)
    text.append(text.empty() ? "" : ", ").append(bold(name));
  return option.valueName.empty() ? text : text + " " + underlined(option.valueName);
}

std::string options(const CommandPage& page) {
  std::string text;
  for (const OptionPage& option : page.options) text += entry(heading(option), explanation(option));
  return text;
}

/// "*freezer-api jobs show* [_OPTIONS_] _JOB_ID_".
std::string synopsisOf(const CommandPage& page) {
  std::string text = bold(fullName(page)) + " [" + underlined("OPTIONS") + "]";
  for (const OptionPage& option : page.options) {
    if (option.word.empty()) continue;
    const std::string word = underlined(option.word) + (option.isRepeatable ? "..." : "");
    text += option.isRequired ? " " + word : " [" + word + "]";
  }
  return text;
}

/// One line for each verb, or one for a command without verbs.
std::string synopses(const CommandPage& page) {
  if (page.commands.empty()) return synopsisOf(page) + "\n";
  std::string text;
  for (const CommandPage& verb : page.commands)
    text.append(text.empty() ? "" : "++\n").append(synopsisOf(verb));
  return text + "\n";
}

/// The help and the options of each verb of a noun.
std::string verbs(const CommandPage& noun) {
  std::string text;
  for (const CommandPage& verb : noun.commands) {
    text.append("## ").append(escaped(verb.name()));
    text.append("\n\n").append(escaped(verb.help)).append("\n\n").append(options(verb));
  }
  return text;
}

/// Whether a command has a page of its own: it has subcommands or options.
bool hasPage(const CommandPage& page) {
  return !page.commands.empty() || !page.options.empty();
}

std::string commands(const CommandPage& root) {
  std::string text;
  for (const CommandPage& page : root.commands) {
    if (page.isHidden()) continue;
    const std::string help =
        page.help + (hasPage(page) ? " See freezer-api-" + page.name() + "(1)." : "");
    text += entry(bold(page.name()), help);
  }
  return text;
}

std::string exitStatuses() {
  std::string text;
  for (const ExitMeaning& exit : exitMeanings())
    text += entry(bold(std::to_string(exit.status)), std::string(exit.meaning) + ".");
  return text;
}

/// "*bind_port* (*FREEZER_BIND_PORT*, *--bind-port*)".
std::string heading(const Setting& setting) {
  std::string origins;
  for (const std::string_view origin : {setting.variable, setting.option})
    if (!origin.empty()) origins += (origins.empty() ? " (" : ", ") + bold(origin);
  return bold(setting.name) + origins + (origins.empty() ? "" : ")");
}

std::string settingList() {
  std::string text;
  for (const std::string_view section : settingSections()) {
    text.append("## [").append(escaped(section)).append("]\n\n");
    for (const Setting& setting : settings())
      if (setting.section == section)
        text += entry(heading(setting), explanationWithDefault(setting));
  }
  return text;
}

std::string variables() {
  std::string text;
  for (const Setting& setting : settings()) {
    if (setting.variable.empty()) continue;
    const std::string section = std::string("[").append(setting.section).append("] ");
    text += entry(bold(setting.variable), section + std::string(setting.name) + ".");
  }
  return text;
}

/// The command with this name, from the noun on; null if there is none.
const CommandPage* findCommand(const std::string& name, const CommandPage& root) {
  const CommandPage* page = &root;
  std::istringstream words(name);
  for (std::string word; words >> word;) {
    const auto found = std::ranges::find(page->commands, word, &CommandPage::name);
    if (found == page->commands.end()) return nullptr;
    page = &*found;
  }
  return page;
}

}  // namespace

std::optional<std::string> manBlock(const std::string& what, const CommandPage& root) {
  if (what == "options") return options(root);
  if (what == "commands") return commands(root);
  if (what == "exit status") return exitStatuses();
  if (what == "settings") return settingList();
  if (what == "environment") return variables();
  if (what == "indexed fields") return indexedFields();
  const std::size_t of = what.find(" of ");
  if (of == std::string::npos) return std::nullopt;
  const std::string part = what.substr(0, of);
  const std::string name = what.substr(of + 4);
  if (part == "fields") {
    const Resource* resource = findResource(name);
    return resource == nullptr ? std::nullopt : std::optional(fieldList(*resource));
  }
  const CommandPage* page = findCommand(name, root);
  if (page == nullptr) return std::nullopt;
  if (part == "synopsis") return synopses(*page);
  if (part == "options") return options(*page);
  if (part == "commands") return verbs(*page);
  return std::nullopt;
}

}  // namespace freezer::cli
