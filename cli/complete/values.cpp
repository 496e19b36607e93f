#include "cli/complete/values.h"

#include <algorithm>
#include <iterator>

#include "cli/commands/commands.h"
#include "cli/complete/stored.h"
#include "cli/input/document_keys.h"
#include "cli/input/field_options.h"
#include "cli/output/document_columns.h"
#include "core/search/search.h"

namespace freezer::cli {
namespace {

/// What the values of an option depend on.
struct Asked {
  Candidates& found;
  const CommandPage& command;
  Context& context;

  /// The kind of the command's noun; all kinds if it has none.
  std::span<const Resource> kinds() const {
    const Resource* kind = command.words.size() > 1 ? findResource(command.words[1]) : nullptr;
    return kind == nullptr ? resources() : std::span(kind, 1);
  }
};

void addNamed(const Asked& asked, const std::string& valueName);

void addFiles(const Asked& asked) {
  asked.found.addFiles();
}

void addBooleans(const Asked& asked) {
  for (const char* word : {"true", "false"}) asked.found.add(word);
}

/// Completes what follows the last comma.
void keepEntries(Candidates& found) {
  found.keep(found.typed().rfind(',') + 1);  // 0 without a comma.
}

/// The keys; with directions, if the word names a key or begins only one.
void addSortKeys(const Asked& asked) {
  keepEntries(asked.found);
  std::string_view typed = asked.found.typed();
  typed = typed.substr(0, typed.find(':'));
  for (const Resource& resource : asked.kinds()) {
    std::vector<std::string_view> keys = orderKeys(resource);
    std::erase_if(keys, [&](std::string_view key) { return !key.starts_with(typed); });
    for (const std::string_view key : keys) {
      asked.found.add(key);
      if (keys.size() > 1 && key != typed) continue;
      for (const char* direction : {":asc", ":desc"}) asked.found.add(std::string(key) + direction);
    }
  }
}

/// Adds keys that documents have, followed by `end`.
void addKeys(Candidates& found, const std::vector<DocumentKey>& keys, const std::string& end) {
  for (const DocumentKey& key : keys) {
    if (key.path.ends_with('.')) {
      found.addOpen(key.path, key.field->help);
    } else if (end.empty()) {
      found.add(key.path, key.field->help);
    } else {
      found.addOpen(key.path + end, key.field->help);
    }
  }
}

/// The columns of lists and single documents; other commands print other columns.
void addColumns(const Asked& asked) {
  const std::string& verb = asked.command.name();
  if (verb != "list" && verb != "show") return;
  for (const Resource& resource : asked.kinds()) {
    const ColumnSet columns = documentColumns(resource);
    std::vector<DocumentKey> keys = keysBeside(resource, asked.found.typed());
    for (const auto* set : {&columns.usual, &columns.others}) {
      for (const OutputColumn& column : *set) {
        asked.found.add(column.name);
        std::erase_if(keys, [&](const DocumentKey& key) { return key.path == column.name; });
      }
    }
    addKeys(asked.found, keys, "");
  }
}

void addColumnList(const Asked& asked) {
  keepEntries(asked.found);
  addColumns(asked);
}

/// The values of a field.
void addFieldValues(const Asked& asked, const Resource& resource, const Field& field) {
  for (const std::string_view value : field.oneOf)
    if (!value.empty()) asked.found.add(value);
  if (field.oneOf.empty() && takesOneValue(field)) addNamed(asked, valueName(resource, field));
}

/// Adds the keys of KEY=VALUE; after the sign, the values of the key.
template <typename KeysOf>
void addPairs(const Asked& asked, KeysOf keysOf) {
  const std::string_view typed = asked.found.typed();
  const std::size_t sign = typed.find('=');
  const std::string path(typed.substr(0, sign));
  if (sign != std::string_view::npos) asked.found.keep(sign + 1);
  for (const Resource& resource : asked.kinds()) {
    const std::vector<DocumentKey> keys = keysOf(resource, path);
    if (sign == std::string_view::npos) {
      addKeys(asked.found, keys, "=");
    } else if (const auto key = std::ranges::find(keys, path, &DocumentKey::path);
               key != keys.end()) {
      addFieldValues(asked, resource, *key->field);
      return;
    }
  }
}

void addConditions(const Asked& asked) {
  addPairs(asked, [](const Resource& resource, const std::string& path) {
    return path.find('.') == std::string::npos ? namesAtAnyDepth(resource)
                                               : keysBeside(resource, path);
  });
}

void addAssignments(const Asked& asked) {
  addPairs(asked, [](const Resource& resource, const std::string& path) {
    std::vector<DocumentKey> keys = keysBeside(resource, path);
    std::erase_if(keys,
                  [](const DocumentKey& key) { return (key.field->traits & kReadOnly) != 0; });
    return keys;
  });
}

/// Values that the store or the settings have.
template <void (*add)(Candidates&, Context&)>
void addStored(const Asked& asked) {
  add(asked.found, asked.context);
}

void addRoleList(const Asked& asked) {
  keepEntries(asked.found);
  addStored<addRoles>(asked);
}

/// The meaning of the names of values in the help. The names of IDs (JOB_ID) need no row.
struct Source {
  std::string_view valueName;
  void (*add)(const Asked&);
};

constexpr Source kSources[] = {
    {"FILE", addFiles},
    {"PATH", addFiles},
    {"true|false", addBooleans},
    {"KEY[:desc],...", addSortKeys},
    {"FIELD,...", addColumnList},
    {"COLUMN", addColumns},
    {"KEY=VALUE", addConditions},
    {"PATH=VALUE", addAssignments},
    {"USER", addStored<addUserNames>},
    {"USER_ID", addStored<addUserIds>},
    {"PROJECT", addStored<addProjectNames>},
    {"PROJECT_ID", addStored<addProjectIds>},
    {"TOKEN_ID", addStored<addTokenIds>},
    {"ROLE", addStored<addRoles>},
    {"ROLE,...", addRoleList},
    {"RULE", addStored<addRules>},
};

void addNamed(const Asked& asked, const std::string& valueName) {
  const auto* const source = std::ranges::find(kSources, valueName, &Source::valueName);
  if (source != std::end(kSources)) source->add(asked);
  for (const Resource& resource : resources())
    if (idName(resource) == valueName) addIds(asked.found, asked.context, resource);
}

}  // namespace

void addValues(Candidates& found, const Place& place, Context& context) {
  found.keep(place.kept);
  const Asked asked{found, *place.command, context};
  const OptionPage& option = *place.option;
  for (const std::string& value : option.values)
    if (!value.empty()) found.add(value);
  if (option.values.empty()) addNamed(asked, option.valueName);
}

}  // namespace freezer::cli
