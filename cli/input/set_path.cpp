#include "cli/input/set_path.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "core/integer.h"

namespace freezer::cli {
namespace {

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (std::size_t end = 0; end != std::string_view::npos; text.remove_prefix(end + 1)) {
    end = text.find(separator);
    parts.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
  }
  return parts;
}

void replaceAll(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size())
    text.replace(at, what.size(), with);
}

std::vector<std::string> segmentsOf(const std::string& path) {
  if (!path.starts_with('/')) return split(path, '.');
  std::vector<std::string> segments = split(std::string_view(path).substr(1), '/');
  for (std::string& segment : segments) {
    replaceAll(segment, "~1", "/");
    replaceAll(segment, "~0", "~");
  }
  return segments;
}

/// The index of a list that a segment is, if it is one.
std::optional<unsigned> indexIn(std::string_view segment) {
  const std::optional<std::int64_t> index = parseInteger(segment);
  if (!index || *index < 0 || *index > std::numeric_limits<unsigned>::max()) return std::nullopt;
  return static_cast<unsigned>(*index);
}

Value readValue(const std::string& text) {
  const Result<Document> wrapped = Document::parse("{\"value\":" + text + "}");
  // More members than one: the text was not one value.
  if (!wrapped || wrapped.value().object()->size() != 1) return text;
  return wrapped.value().at("/value");
}

using Segments = std::span<const std::string>;

Result<Value> with(const Value& place, Segments segments, const Value& value);

Result<Value> withEntry(ArrayPtr list, Segments segments, const Value& value) {
  const std::optional<unsigned> index = indexIn(segments.front());
  if (!index || *index > list->size())
    return Error{ErrorCode::InvalidRequest, "'" + segments.front() + "' is no index of a list of " +
                                                std::to_string(list->size())};
  const bool there = *index < list->size();
  Result<Value> entry = with(there ? list->get(*index) : Value(), segments.subspan(1), value);
  if (!entry) return entry;
  if (there) {
    list->set(*index, entry.value());
  } else {
    list->add(entry.value());
  }
  return Value(list);
}

Result<Value> withMember(ObjectPtr object, Segments segments, const Value& value) {
  Result<Value> member = with(object->get(segments.front()), segments.subspan(1), value);
  if (!member) return member;
  object->set(segments.front(), member.value());
  return Value(object);
}

/// `place`, changed in place where it can be, with `value` where `segments` leads.
Result<Value> with(const Value& place, Segments segments, const Value& value) {
  if (segments.empty()) return value;
  if (ArrayPtr list = asArray(place)) return withEntry(std::move(list), segments, value);
  if (ObjectPtr object = asObject(place)) return withMember(std::move(object), segments, value);
  if (!place.isEmpty())
    return Error{ErrorCode::InvalidRequest,
                 "'" + segments.front() + "' would be within a value that is no object or list"};
  if (indexIn(segments.front())) return withEntry(new Poco::JSON::Array, segments, value);
  return withMember(newObject(), segments, value);
}

}  // namespace

Result<void> setPath(Document& document, const std::string& assignment, std::size_t maxSegments) {
  const auto refusal = [&](const std::string& why) {
    return Error{ErrorCode::InvalidRequest, "--set " + assignment + ": " + why};
  };
  const std::size_t sign = assignment.find('=');
  if (sign == std::string::npos) return refusal("expected path=value");
  const std::vector<std::string> segments = segmentsOf(assignment.substr(0, sign));
  if (std::ranges::find(segments, "") != segments.end())
    return refusal("expected a path such as job_schedule.event before the =");
  if (segments.size() > maxSegments)
    return refusal("the path leads deeper than " + std::to_string(maxSegments) + " levels");
  const Value value = readValue(assignment.substr(sign + 1));
  const Result<Value> done = withMember(document.object(), segments, value);
  if (!done) return refusal(done.error().message);
  return {};
}

}  // namespace freezer::cli
