#include "core/json/document.h"

#include <Poco/UTF8Encoding.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <cmath>
#include <iterator>
#include <optional>
#include <typeinfo>
#include <utility>
#include <vector>

#include "core/json/document_reader.h"

namespace freezer {
namespace {

using Poco::JSON::Array;
using Poco::JSON::Object;

// --- Pointers ------------------------------------------------------------------

/// Takes the first token off a JSON pointer that is not empty, and returns it
/// unescaped (RFC 6901, section 4).
std::string takeToken(std::string_view& pointer) {
  assert(pointer.starts_with('/'));
  pointer.remove_prefix(1);
  const std::string_view escaped = pointer.substr(0, pointer.find('/'));
  pointer.remove_prefix(escaped.size());
  if (escaped.find('~') == std::string_view::npos) return std::string(escaped);
  std::string token;
  for (std::size_t i = 0; i < escaped.size(); ++i) {
    const bool isEscape = escaped[i] == '~' && i + 1 < escaped.size();
    token += !isEscape ? escaped[i] : escaped[++i] == '1' ? '/' : '~';
  }
  return token;
}

/// The place in a list that a token names: digits without a leading zero.
std::optional<std::size_t> indexOf(const std::string& token) {
  std::size_t index = 0;
  const char* const end = token.data() + token.size();
  const auto [stop, failure] = std::from_chars(token.data(), end, index);
  if (failure != std::errc{} || stop != end) return std::nullopt;
  if (token.size() > 1 && token.front() == '0') return std::nullopt;
  return index;
}

/// Makes `value` its own child; false, and `value` unchanged, if there is none.
bool stepInto(Value& value, const std::string& token) {
  if (const ObjectPtr object = asObject(value)) {
    Value member = object->get(token);
    if (member.isEmpty() && !object->has(token)) return false;
    value.swap(member);
    return true;
  }
  if (const ArrayPtr array = asArray(value)) {
    const auto index = indexOf(token);
    if (!index || *index >= array->size()) return false;
    value = *std::next(array->begin(), static_cast<std::ptrdiff_t>(*index));
    return true;
  }
  return false;
}

/// Makes `value` what the pointer leads to from it; false if nothing is there.
bool follow(Value& value, std::string_view pointer) {
  while (!pointer.empty()) {
    if (!stepInto(value, takeToken(pointer))) return false;
  }
  return true;
}

/// The object that is the member `name` of `target`; a new one if there is none.
ObjectPtr requireObject(Object& target, const std::string& name) {
  ObjectPtr member = asObject(target.get(name));
  if (!member) {
    member = newObject();
    target.set(name, member);
  }
  return member;
}

// --- Merge patch -----------------------------------------------------------------

void mergeInto(Object& target, const Object& patch);

/// `target` changed by a value of a patch that is not null.
Value merged(const Value& target, const Value& value) {
  const ObjectPtr inner = asObject(value);
  if (!inner) return asArray(value) ? clone(value) : value;
  ObjectPtr object = asObject(target);
  if (!object) object = newObject();
  mergeInto(*object, *inner);
  return object;
}

/// RFC 7386, section 2.
void mergeInto(Object& target, const Object& patch) {
  // Most of a patch is often there already, and both come by name: to put a value
  // into its place costs less than to look for it.
  bool isDone = true;
  auto member = target.begin();
  for (const auto& [name, value] : patch) {
    while (member != target.end() && member->first < name) ++member;
    if (value.isEmpty() || member == target.end() || member->first != name) {
      isDone = false;
    } else {
      member->second = merged(member->second, value);
    }
  }
  if (isDone) return;
  for (const Member* change : inOrder(patch)) {
    const auto& [name, value] = *change;
    if (value.isEmpty()) {
      target.remove(name);
    } else if (!target.has(name)) {
      target.set(name, merged(Value(), value));
    }
  }
}

// --- Writing ---------------------------------------------------------------------

/// Shortest text that reads back as the same double, and as a double.
void writeDouble(double number, std::string& out) {
  if (!std::isfinite(number)) {  // JSON has no such numbers, and none is ever read.
    out += "null";
    return;
  }
  char digits[32];
  const auto end = std::to_chars(std::begin(digits), std::end(digits), number).ptr;
  const std::string_view text(digits, static_cast<std::size_t>(end - digits));
  out += text;
  if (text.find_first_of(".e") == std::string_view::npos) out += ".0";
}

template <typename Integer>
void writeInteger(Integer number, std::string& out) {
  char digits[24];
  out.append(digits, std::to_chars(std::begin(digits), std::end(digits), number).ptr);
}

/// Whether a string may have each character as it is.
constexpr std::array<bool, 256> kIsPlain = [] {
  std::array<bool, 256> plain = {};
  for (std::size_t byte = 0x20; byte < plain.size(); ++byte)
    plain[byte] = byte != '"' && byte != '\\';
  return plain;
}();

void writeText(std::string_view text, std::string& out) {
  constexpr char kHex[] = "0123456789abcdef";
  out += '"';
  std::size_t written = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (kIsPlain[byte]) continue;
    out += text.substr(written, i - written);
    written = i + 1;
    switch (byte) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\b': out += "\\b"; break;
      case '\f': out += "\\f"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default:
        out += "\\u00";
        out += kHex[byte >> 4U];
        out += kHex[byte & 0xFU];
    }
  }
  out += text.substr(written);
  out += '"';
}

void write(const Value& value, std::string& out);

void writeObject(const Object& object, std::string& out) {
  char separator = '{';
  for (const Member* member : inOrder(object)) {
    out += separator;
    separator = ',';
    writeText(member->first, out);
    out += ':';
    write(member->second, out);
  }
  out += object.size() == 0 ? "{}" : "}";
}

void writeArray(const Array& array, std::string& out) {
  char separator = '[';
  for (const Value& item : array) {
    out += separator;
    separator = ',';
    write(item, out);
  }
  out += array.size() == 0 ? "[]" : "]";
}

void write(const Value& value, std::string& out) {
  if (value.isEmpty()) {
    out += "null";
  } else if (isText(value)) {
    writeText(value.extract<std::string>(), out);
  } else if (const ObjectPtr object = asObject(value)) {
    writeObject(*object, out);
  } else if (const ArrayPtr array = asArray(value)) {
    writeArray(*array, out);
  } else if (isBoolean(value)) {
    out += value.extract<bool>() ? "true" : "false";
  } else if (!value.isInteger()) {
    writeDouble(value.convert<double>(), out);
  } else if (value.isSigned()) {
    writeInteger(value.convert<Poco::Int64>(), out);
  } else {
    writeInteger(value.convert<Poco::UInt64>(), out);
  }
}

// --- Equality --------------------------------------------------------------------

bool equalObjects(const Object& left, const Object& right) {
  // Both come by name.
  const auto isNonNull = [](const Member& member) { return !member.second.isEmpty(); };
  auto other = right.begin();
  for (const Member& member : left) {
    if (!isNonNull(member)) continue;
    other = std::find_if(other, right.end(), isNonNull);
    if (other == right.end() || other->first != member.first) return false;
    if (!equalIgnoringNulls(member.second, other->second)) return false;
    ++other;
  }
  return std::none_of(other, right.end(), isNonNull);
}

/// The length of the well-formed UTF-8 character at the start of `text`, or 0.
std::size_t characterLength(std::string_view text) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  const int length = bytes[0] < 0x80 ? 1 : bytes[0] < 0xE0 ? 2 : bytes[0] < 0xF0 ? 3 : 4;
  const auto size = static_cast<std::size_t>(length);
  return size <= text.size() && Poco::UTF8Encoding::isLegal(bytes, length) ? size : 0;
}

}  // namespace

// --- Document ----------------------------------------------------------------------

Document::Document() : object_(newObject()) {}

Document::Document(ObjectPtr object) : object_(std::move(object)) {}

Document::Document(const Document& other) : object_(asObject(clone(other.object_))) {}

Document& Document::operator=(const Document& other) {
  if (this != &other) object_ = asObject(clone(other.object_));
  return *this;
}

Result<Document> Document::parse(std::string_view text, std::size_t maxNesting) {
  Result<ObjectPtr> object = readObject(text, {.maxNesting = maxNesting});
  if (!object) return object.error();
  return Document(std::move(object).value());
}

std::string Document::text() const {
  constexpr std::size_t kUsual = 2048;
  std::string out;
  out.reserve(kUsual);
  writeObject(*object_, out);
  return out;
}

bool Document::has(std::string_view pointer) const {
  Value value = object_;
  return follow(value, pointer);
}

Value Document::at(std::string_view pointer) const {
  Value value = object_;
  return follow(value, pointer) ? value : Value();
}

std::string Document::textAt(std::string_view pointer, std::string_view fallback) const {
  const Value value = at(pointer);
  return isText(value) ? value.extract<std::string>() : std::string(fallback);
}

std::int64_t Document::integerAt(std::string_view pointer, std::int64_t fallback) const {
  const Value value = at(pointer);
  return isInteger(value) ? value.convert<Poco::Int64>() : fallback;
}

ObjectPtr Document::objectAt(std::string_view pointer) const {
  return asObject(at(pointer));
}

ArrayPtr Document::arrayAt(std::string_view pointer) const {
  return asArray(at(pointer));
}

void Document::set(std::string_view pointer, const Value& value) {
  ObjectPtr target = object_;
  std::string token = takeToken(pointer);
  while (!pointer.empty()) {
    target = requireObject(*target, token);
    token = takeToken(pointer);
  }
  target->set(token, clone(value));
}

void Document::remove(std::string_view pointer) {
  const std::size_t start = pointer.rfind('/');
  assert(start != std::string_view::npos);
  std::string_view last = pointer.substr(start);
  if (ObjectPtr parent = objectAt(pointer.substr(0, start))) parent->remove(takeToken(last));
}

void Document::merge(const Document& patch) {
  mergeInto(*object_, *patch.object_);
}

// --- Values ------------------------------------------------------------------------

std::vector<const Member*> inOrder(const Object& object) {
  // Poco tells the order by names alone, and gives values only sorted or as copies.
  std::vector<const Member*> sorted;
  sorted.reserve(object.size());
  for (const Member& member : object) sorted.push_back(&member);
  const auto precedes = [](const Member* member, const std::string& name) {
    return member->first < name;
  };
  std::vector<const Member*> ordered;
  ordered.reserve(sorted.size());
  for (const std::string& name : object.getNames())
    ordered.push_back(*std::lower_bound(sorted.begin(), sorted.end(), name, precedes));
  return ordered;
}

std::vector<std::pair<std::string, Value>> membersOf(const ObjectPtr& object) {
  std::vector<std::pair<std::string, Value>> members;
  members.reserve(object->size());
  for (const Member* member : inOrder(*object)) members.emplace_back(*member);
  return members;
}

ObjectPtr asObject(const Value& value) {
  return value.type() == typeid(ObjectPtr) ? value.extract<ObjectPtr>() : ObjectPtr();
}

ArrayPtr asArray(const Value& value) {
  return value.type() == typeid(ArrayPtr) ? value.extract<ArrayPtr>() : ArrayPtr();
}

bool isText(const Value& value) {
  return value.type() == typeid(std::string);
}

bool isInteger(const Value& value) {
  return value.isInteger() && !isBoolean(value);
}

bool isBoolean(const Value& value) {
  return value.type() == typeid(bool);
}

ObjectPtr newObject() {
  return Poco::makeShared<Object>(Poco::JSON_PRESERVE_KEY_ORDER);
}

ArrayPtr newArray(std::size_t size) {
  auto array = Poco::makeShared<Array>();
  if (size > 0) array->set(static_cast<unsigned>(size - 1), Value());
  return array;
}

Value clone(const Value& value) {
  if (const ObjectPtr object = asObject(value)) {
    // The copy shares its members until each is cloned; its order is the same.
    auto copy = Poco::makeShared<Object>(*object);
    for (auto& [name, member] : *copy) {
      if (asObject(member) || asArray(member)) member = clone(member);
    }
    return copy;
  }
  if (const ArrayPtr array = asArray(value)) {
    ArrayPtr copy = newArray(array->size());
    unsigned index = 0;
    for (const Value& item : *array) copy->set(index++, clone(item));
    return copy;
  }
  return value;
}

std::string scalarText(const Value& value) {
  return isText(value) ? value.extract<std::string>() : toJson(value);
}

std::string toJson(const Value& value) {
  std::string out;
  write(value, out);
  return out;
}

std::string quoteJson(std::string_view text) {
  std::string out;
  writeText(text, out);
  return out;
}

std::string escapePointer(std::string_view token) {
  std::string escaped;
  for (const char c : token) {
    if (c == '~') {
      escaped += "~0";
    } else if (c == '/') {
      escaped += "~1";
    } else {
      escaped += c;
    }
  }
  return escaped;
}

std::string excerpt(std::string_view text) {
  constexpr std::size_t kLongest = 60;
  std::string shown;
  while (!text.empty() && shown.size() < kLongest) {
    const std::size_t length = characterLength(text);
    const auto first = static_cast<unsigned char>(text[0]);
    // 0xC2 begins the control characters U+0080 to U+009F, and some harmless ones.
    const bool isShowable = length > 0 && first >= 0x20 && first != 0x7F && first != 0xC2;
    if (isShowable) {
      shown += text.substr(0, length);
    } else {
      shown += '?';
    }
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  if (!text.empty()) shown += "...";
  return shown;
}

bool equalIgnoringNulls(const Value& left, const Value& right) {
  const ObjectPtr leftObject = asObject(left);
  const ObjectPtr rightObject = asObject(right);
  if (leftObject && rightObject) return equalObjects(*leftObject, *rightObject);

  const ArrayPtr leftArray = asArray(left);
  const ArrayPtr rightArray = asArray(right);
  if (leftArray && rightArray)
    return std::ranges::equal(*leftArray, *rightArray, equalIgnoringNulls);

  if (leftObject || rightObject || leftArray || rightArray) return false;
  if (isText(left) && isText(right)) {
    return left.extract<std::string>() == right.extract<std::string>();
  }
  return toJson(left) == toJson(right);
}

}  // namespace freezer
