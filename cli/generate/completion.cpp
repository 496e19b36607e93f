#include "cli/generate/completion.h"

#include <algorithm>
#include <map>
#include <utility>

#include "cli/commands/commands.h"
#include "cli/config/settings.h"

namespace freezer::cli {
namespace {

/// The maximum number of IDs to offer.
constexpr const char* kMostIds = "1000";

/// The values of a column in the list of `noun`; never creates the store.
ValueSource listed(std::string_view noun, std::string_view column) {
  return {ValueSource::Kind::Command,
          {std::string(noun), "list", "-f", "value", "-c", std::string(column), "--no-create"}};
}

/// The sources of values by their name in the help.
std::map<std::string, ValueSource> makeSources() {
  std::map<std::string, ValueSource> sources = {
      {"FILE", {ValueSource::Kind::Files}},
      {"PATH", {ValueSource::Kind::Files}},
      {"true|false", {ValueSource::Kind::Fixed, {"true", "false"}}},
      {"USER", listed("users", "name")},
      {"PROJECT", listed("projects", "name")},
      {"TOKEN_ID", listed("tokens", "id")},
      {"RULE", listed("policy", "name")},
  };
  for (const Resource& resource : resources()) {
    ValueSource ids = listed(resource.plural, resource.idField);
    ids.words.insert(ids.words.end(), {"--limit", kMostIds});
    sources[idName(resource)] = std::move(ids);
  }
  return sources;
}

/// The source of an option's values: its own list, else the table.
ValueSource sourceOf(const OptionPage& option, const std::map<std::string, ValueSource>& sources) {
  ValueSource fixed{ValueSource::Kind::Fixed};
  std::ranges::copy_if(option.values, std::back_inserter(fixed.words),
                       [](const std::string& value) { return !value.empty(); });
  if (!fixed.words.empty()) return fixed;
  const auto found = sources.find(option.valueName);
  return found == sources.end() ? ValueSource{} : found->second;
}

std::string commandWords(const CommandPage& page) {
  std::string words;
  for (std::size_t i = 1; i < page.words.size(); ++i)
    words.append(words.empty() ? "" : " ").append(page.words[i]);
  return words;
}

class Maker {
 public:
  void add(const CommandPage& page) {
    CommandCompletion command;
    command.words = commandWords(page);
    for (const CommandPage& below : page.commands)
      if (!below.isHidden()) command.commands.push_back({below.name(), below.help});
    for (const OptionPage& option : page.options) addOption(option, command);
    completion_.commands.push_back(std::move(command));
    for (const CommandPage& below : page.commands)
      if (!below.isHidden()) add(below);
  }

  Completion take() { return std::move(completion_); }

 private:
  void addOption(const OptionPage& option, CommandCompletion& command) {
    for (const std::string& name : option.names) {
      command.options.push_back({name, option.help});
      if (option.valueName.empty()) command.flags.push_back(name);
      addPlace(command.words, name, option);
    }
    if (option.word.empty()) return;
    command.names.push_back(option.word);
    if (option.isRepeatable) command.names.emplace_back("...");
    addPlace(command.words, option.word, option);
  }

  void addPlace(const std::string& command, const std::string& name, const OptionPage& option) {
    const ValueSource source = sourceOf(option, sources_);
    if (source.kind == ValueSource::Kind::None) return;
    const std::string place = command.empty() ? name : command + " " + name;
    const auto found = std::ranges::find_if(completion_.values, [&](const ValuePlaces& known) {
      return known.source.kind == source.kind && known.source.words == source.words;
    });
    if (found == completion_.values.end()) {
      completion_.values.push_back({source, {place}});
    } else {
      found->places.push_back(place);
    }
  }

  const std::map<std::string, ValueSource> sources_ = makeSources();
  Completion completion_;
};

}  // namespace

Completion completionOf(const CommandPage& root) {
  Maker maker;
  maker.add(root);
  Completion completion = maker.take();
  completion.storeOptions = {"--config-file"};
  for (const Setting& setting : settings())
    if (setting.place == OptionPlace::Everywhere)
      completion.storeOptions.emplace_back(setting.option);
  return completion;
}

}  // namespace freezer::cli
