#include "cli/input/assignment.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "cli/input/json_value.h"
#include "core/text.h"

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

/// The list index that a segment stands for, if it is a number.
std::optional<unsigned> indexOf(std::string_view segment) {
  const std::optional<std::int64_t> index = parseInteger(segment);
  if (!index || *index < 0 || *index > std::numeric_limits<unsigned>::max()) return std::nullopt;
  return static_cast<unsigned>(*index);
}

/// What a value is, for a message: `the string "backup"`, `a list of 2`.
std::string describe(const Value& value) {
  if (value.isNull()) return "nothing";
  if (const Array list = asArray(value)) return "a list of " + std::to_string(list.size());
  if (asObject(value)) return "an object";
  if (value.isText()) return "the string " + quoteJson(excerpt(scalarText(value)));
  return (value.isBoolean() ? "the boolean " : "the number ") + scalarText(value);
}

using Path = std::span<const std::string>;

/// Puts one value below a document.
class Setter {
 public:
  Setter(Path path, const Value& value, NullMeaning null)
      : path_(path), value_(value), isRemoval_(null == NullMeaning::Removal && value.isNull()) {}

  /// `place`, which is at the segment `depth`, with the value set below it. Objects and
  /// lists are changed in place.
  Result<Value> set(const Value& place, std::size_t depth) const {
    if (depth == path_.size()) return value_;
    const std::string& segment = path_[depth];
    if (Array list = asArray(place)) return setEntry(std::move(list), depth);
    if (Object object = asObject(place)) return setMember(std::move(object), depth);
    if (!place.isNull()) return refusal(depth, place, "'" + segment + "' cannot be set below it");
    if (indexOf(segment)) return setEntry(Array::make(0), depth);
    return setMember(Object::make(), depth);
  }

 private:
  Result<Value> setEntry(Array list, std::size_t depth) const {
    const std::optional<unsigned> index = indexOf(path_[depth]);
    if (!index || *index > list.size())
      return refusal(depth, Value(list),
                     "'" + path_[depth] + "' is not an index of it; " +
                         std::to_string(list.size()) + " appends an entry");
    const bool exists = *index < list.size();
    if (isRemoval_ && isLast(depth)) {
      if (exists) list.remove(*index);
      return Value(list);
    }
    Result<Value> entry = set(exists ? Value(list[*index]) : Value(), depth + 1);
    if (!entry) return entry;
    if (exists) {
      list.set(*index, entry.value());
    } else {
      list.add(entry.value());
    }
    return Value(list);
  }

  Result<Value> setMember(Object object, std::size_t depth) const {
    if (isRemoval_ && isLast(depth)) {
      object.remove(path_[depth]);
      return Value(object);
    }
    Result<Value> member = set(object.get(path_[depth]), depth + 1);
    if (!member) return member;
    object.set(path_[depth], member.value());
    return Value(object);
  }

  bool isLast(std::size_t depth) const { return depth + 1 == path_.size(); }

  Error refusal(std::size_t depth, const Value& found, const std::string& reason) const {
    std::string place;
    for (const std::string& segment : path_.first(depth))
      place.append(place.empty() ? "" : ".").append(segment);
    return {ErrorCode::InvalidRequest, place + " is " + describe(found) + ": " + reason};
  }

  Path path_;
  const Value& value_;
  bool isRemoval_;
};

Error refused(const std::string& assignment, const std::string& reason) {
  return {ErrorCode::InvalidRequest, "--set " + assignment + ": " + reason};
}

/// The merge patch that turns `before` into `after`.
Object changesBetween(const Object& before, const Object& after) {
  Object patch = Object::make();
  for (const auto& [name, value] : before.copyOfMembers())
    if (!after.has(name) || (!value.isNull() && after.get(name).isNull())) patch.set(name, Value());
  for (const auto& [name, value] : after.copyOfMembers()) {
    const Value old = before.get(name);
    if (value.isNull() || toJson(old) == toJson(value)) continue;
    const Object oldObject = asObject(old);
    const Object object = asObject(value);
    patch.set(name, oldObject && object ? Value(changesBetween(oldObject, object)) : value);
  }
  return patch;
}

}  // namespace

Result<Assignment> Assignment::parse(const std::string& text, const DocumentLimits& limits) {
  const std::size_t sign = text.find('=');
  if (sign == std::string::npos) return refused(text, "expected path=value");
  Assignment assignment;
  assignment.text_ = text;
  assignment.path_ = segmentsOf(text.substr(0, sign));
  if (std::ranges::find(assignment.path_, "") != assignment.path_.end())
    return refused(text, "expected a path such as job_schedule.event before the =");
  if (assignment.path_.size() > limits.maxNesting) {
    return refused(text, "the path has more than " + std::to_string(limits.maxNesting) + " levels");
  }
  Result<Value> value = readJsonOrText(text.substr(sign + 1), limits);
  if (!value) return refused(text, value.error().message);
  assignment.value_ = std::move(value).value();
  return assignment;
}

Result<void> Assignment::applyTo(Document& document, NullMeaning null) const {
  const Value value = clone(value_);
  const Result<Value> done = Setter(path_, value, null).set(document.object(), 0);
  if (!done) return refused(text_, done.error().message);
  return {};
}

Document mergePatchBetween(const Document& before, const Document& after) {
  return Document::viewOf(changesBetween(before.object(), after.object()));
}

}  // namespace freezer::cli
