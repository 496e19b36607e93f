#include "core/json/tree.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <iterator>

namespace freezer::tree {
namespace {

/// The shortest text that parses to the same value and is a double.
void writeDouble(double number, std::string& out) {
  if (!std::isfinite(number)) {  // JSON has no such numbers; the parser never produces them.
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

/// Bytes that need no escape in a string.
constexpr std::array<bool, 256> kIsPlain = [] {
  std::array<bool, 256> plain = {};
  for (std::size_t byte = 0x20; byte < plain.size(); ++byte)
    plain[byte] = byte != '"' && byte != '\\';
  return plain;
}();

void writeArray(const List& array, std::string& out) {
  char separator = '[';
  for (const Var& item : array) {
    out += separator;
    separator = ',';
    write(item, out);
  }
  out += array.size() == 0 ? "[]" : "]";
}

bool equalObjects(const Tree& left, const Tree& right) {
  // Both are iterated in name order.
  const auto isNonNull = [](const Tree::ValueType& member) { return !member.second.isEmpty(); };
  auto other = right.begin();
  for (const auto& member : left) {
    if (!isNonNull(member)) continue;
    other = std::find_if(other, right.end(), isNonNull);
    if (other == right.end() || other->first != member.first) return false;
    if (!equalIgnoringNulls(member.second, other->second)) return false;
    ++other;
  }
  return std::none_of(other, right.end(), isNonNull);
}

std::string jsonOf(const Var& value) {
  std::string out;
  write(value, out);
  return out;
}

}  // namespace

const Tree* treeOf(const Var& var) {
  return var.type() == typeid(Tree::Ptr) ? var.extract<Tree::Ptr>().get() : nullptr;
}
const List* listOf(const Var& var) {
  return var.type() == typeid(List::Ptr) ? var.extract<List::Ptr>().get() : nullptr;
}

/// The members of an object in document order. Iteration over a Poco object is in name order.
std::vector<const Tree::ValueType*> inOrder(const Tree& object) {
  // Poco returns only the names in document order; values are sorted by name or copied.
  std::vector<const Tree::ValueType*> sorted;
  sorted.reserve(object.size());
  for (const auto& member : object) sorted.push_back(&member);
  const auto precedes = [](const auto* member, const std::string& name) {
    return member->first < name;
  };
  std::vector<const Tree::ValueType*> ordered;
  ordered.reserve(sorted.size());
  for (const std::string& name : object.getNames())
    ordered.push_back(*std::lower_bound(sorted.begin(), sorted.end(), name, precedes));
  return ordered;
}

Tree::Ptr newTree() {
  return Poco::makeShared<Tree>(Poco::JSON_PRESERVE_KEY_ORDER);
}

List::Ptr newList(std::size_t size) {
  auto list = Poco::makeShared<List>();
  if (size > 0) list->set(static_cast<unsigned>(size - 1), Var());
  return list;
}

Var clone(const Var& value) {
  if (const Tree* object = treeOf(value)) {
    // The copy shares nested values until each of them is cloned. The order is kept.
    auto copy = Poco::makeShared<Tree>(*object);
    for (auto& [name, member] : *copy) {
      if (treeOf(member) != nullptr || listOf(member) != nullptr) member = clone(member);
    }
    return copy;
  }
  if (const List* array = listOf(value)) {
    List::Ptr copy = newList(array->size());
    unsigned index = 0;
    for (const Var& item : *array) copy->set(index++, clone(item));
    return copy;
  }
  return value;
}

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

void writeObject(const Tree& object, std::string& out) {
  char separator = '{';
  for (const auto* member : inOrder(object)) {
    out += separator;
    separator = ',';
    writeText(member->first, out);
    out += ':';
    write(member->second, out);
  }
  out += object.size() == 0 ? "{}" : "}";
}

void write(const Var& value, std::string& out) {
  if (value.isEmpty()) {
    out += "null";
  } else if (value.type() == typeid(std::string)) {
    writeText(value.extract<std::string>(), out);
  } else if (const Tree* object = treeOf(value)) {
    writeObject(*object, out);
  } else if (const List* array = listOf(value)) {
    writeArray(*array, out);
  } else if (value.type() == typeid(bool)) {
    out += value.extract<bool>() ? "true" : "false";
  } else if (value.isInteger()) {
    writeInteger(value.convert<Poco::Int64>(), out);
  } else {
    writeDouble(value.convert<double>(), out);
  }
}

bool equalIgnoringNulls(const Var& left, const Var& right) {
  const Tree* const leftObject = treeOf(left);
  const Tree* const rightObject = treeOf(right);
  if (leftObject != nullptr && rightObject != nullptr) {
    return equalObjects(*leftObject, *rightObject);
  }
  const List* const leftArray = listOf(left);
  const List* const rightArray = listOf(right);
  if (leftArray != nullptr && rightArray != nullptr) {
    return std::equal(leftArray->begin(), leftArray->end(), rightArray->begin(), rightArray->end(),
                      equalIgnoringNulls);
  }
  if (leftObject != nullptr || rightObject != nullptr) return false;
  if (leftArray != nullptr || rightArray != nullptr) return false;
  if (left.type() == typeid(std::string) && right.type() == typeid(std::string)) {
    return left.extract<std::string>() == right.extract<std::string>();
  }
  return jsonOf(left) == jsonOf(right);
}

}  // namespace freezer::tree
