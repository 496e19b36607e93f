#include "cli/input/document_keys.h"

#include <algorithm>

#include "cli/input/field_options.h"
#include "core/text.h"

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

/// Takes the first name off a dotted path.
std::string_view takeName(std::string_view& path) {
  const std::size_t dot = path.find('.');
  const std::string_view name = path.substr(0, dot);
  path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
  return name;
}

Presence presenceAmong(std::span<const Field> fields, bool isClosed, std::string_view path);

/// `path` begins below the field; empty: the field itself.
Presence presenceBelow(const Field& field, std::string_view path) {
  if (path.empty()) return Presence::Known;
  const bool isClosed = (field.traits & kClosed) != 0;
  switch (field.type) {
    case Type::Object:
      return field.members.empty() ? Presence::Possible
                                   : presenceAmong(field.members, isClosed, path);
    case Type::ObjectList:
      if (!parseInteger(takeName(path))) return Presence::Impossible;
      return path.empty() ? Presence::Known : presenceAmong(field.members, isClosed, path);
    case Type::TextList: return parseInteger(path) ? Presence::Known : Presence::Impossible;
    case Type::Text:
    case Type::Integer:
    case Type::Boolean: break;
  }
  return (field.traits & kUnchecked) != 0 ? Presence::Possible : Presence::Impossible;
}

Presence presenceAmong(std::span<const Field> fields, bool isClosed, std::string_view path) {
  const auto field = std::ranges::find(fields, takeName(path), &Field::name);
  if (field != fields.end()) return presenceBelow(*field, path);
  return isClosed ? Presence::Impossible : Presence::Possible;
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

Presence presenceOf(const Resource& resource, std::string_view path) {
  std::string_view below = path;
  if (!resource.envelope.empty() && takeName(below) == resource.envelope) {
    if (below.empty()) return Presence::Known;
    path = below;
  }
  return presenceAmong(resource.fields, resource.closed, path);
}

}  // namespace freezer::cli
