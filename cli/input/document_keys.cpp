#include "cli/complete/keys.h"

#include <algorithm>

#include "cli/input/field_options.h"

namespace freezer::cli {
namespace {

/// How a path continues after the name of a field.
std::string_view continuation(const Field& field) {
  if (field.members.empty()) return "";
  return field.type == Type::ObjectList ? ".0." : ".";
}

void addNames(std::vector<DocumentKey>& names, std::span<const Field> fields) {
  for (const Field& field : fields) {
    const bool isKnown = std::ranges::find(names, field.name, &DocumentKey::path) != names.end();
    if (takesOneValue(field) && !isKnown) names.push_back({std::string(field.name), &field});
    addNames(names, field.members);
  }
}

/// The keys of `fields`, which are below the path `before`; or those below one of them, if `path`
/// leads there.
std::vector<DocumentKey> keysTowards(std::string_view path, const std::string& before,
                                     std::span<const Field> fields) {
  std::vector<DocumentKey> keys;
  keys.reserve(fields.size());
  for (const Field& field : fields) {
    const std::string key = before + std::string(field.name) + std::string(continuation(field));
    if (key.ends_with('.') && path.starts_with(key)) return keysTowards(path, key, field.members);
    keys.push_back({key, &field});
  }
  return keys;
}

}  // namespace

std::vector<DocumentKey> keysBeside(const Resource& resource, std::string_view path) {
  return keysTowards(path, "", resource.fields);
}

std::vector<DocumentKey> namesAtAnyDepth(const Resource& resource) {
  std::vector<DocumentKey> names;
  addNames(names, resource.fields);
  return names;
}

}  // namespace freezer::cli
