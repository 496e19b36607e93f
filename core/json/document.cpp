#include "core/json/document.h"

#include <cassert>
#include <charconv>
#include <iterator>
#include <optional>
#include <utility>

#include "core/json/document_reader.h"
#include "core/json/tree.h"

namespace freezer {
namespace {

using tree::List;
using tree::Tree;
using tree::Var;

// --- Pointers ------------------------------------------------------------------

/// Removes the first token from a non-empty JSON pointer and returns it unescaped (RFC 6901,
/// section 4).
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

/// The array index in a token: digits without leading zeros.
std::optional<std::size_t> indexOf(const std::string& token) {
  std::size_t index = 0;
  const char* const end = token.data() + token.size();
  const auto [stop, failure] = std::from_chars(token.data(), end, index);
  if (failure != std::errc{} || stop != end) return std::nullopt;
  if (token.size() > 1 && token.front() == '0') return std::nullopt;
  return index;
}

/// Replaces `value` by its child. Returns false and leaves `value` unchanged if there is none.
bool stepInto(Var& value, const std::string& token) {
  if (const Tree* object = tree::treeOf(value)) {
    Var member = object->get(token);
    if (member.isEmpty() && !object->has(token)) return false;
    value.swap(member);
    return true;
  }
  if (const List* array = tree::listOf(value)) {
    const auto index = indexOf(token);
    if (!index || *index >= array->size()) return false;
    Var item = *std::next(array->begin(), static_cast<std::ptrdiff_t>(*index));
    value.swap(item);
    return true;
  }
  return false;
}

/// Replaces `value` by the value at the pointer. False if it does not exist.
bool follow(Var& value, std::string_view pointer) {
  while (!pointer.empty()) {
    if (!stepInto(value, takeToken(pointer))) return false;
  }
  return true;
}

/// The object in member `name` of `target`; created if it is missing.
Tree::Ptr requireObject(Tree& target, const std::string& name) {
  const Var member = target.get(name);
  if (tree::treeOf(member) != nullptr) return member.extract<Tree::Ptr>();
  Tree::Ptr made = tree::newTree();
  target.set(name, made);
  return made;
}

// --- Merge patch -----------------------------------------------------------------

void mergeInto(Tree& target, const Tree& patch);

/// `target` after applying the non-null value of a patch.
Var merged(const Var& target, const Var& value) {
  const Tree* const inner = tree::treeOf(value);
  if (inner == nullptr) return tree::listOf(value) == nullptr ? value : tree::clone(value);
  Tree::Ptr object =
      tree::treeOf(target) == nullptr ? tree::newTree() : target.extract<Tree::Ptr>();
  mergeInto(*object, *inner);
  return object;
}

/// RFC 7386, section 2.
void mergeInto(Tree& target, const Tree& patch) {
  // Most members of a patch usually exist already. Both objects are iterated in name order, which
  // is faster than a lookup per member.
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
  for (const auto* change : tree::inOrder(patch)) {
    const auto& [name, value] = *change;
    if (value.isEmpty()) {
      target.remove(name);
    } else if (!target.has(name)) {
      target.set(name, merged(Var(), value));
    }
  }
}

}  // namespace

Document::Document() : object_(Object::make()) {}

Document Document::clone() const {
  return viewOf(asObject(freezer::clone(Value(object_))));
}

Result<Document> Document::parse(std::string_view text, const DocumentLimits& limits) {
  Result<Object> object = readObject(text, limits);
  if (!object) return object.error();
  return viewOf(std::move(object).value());
}

std::string Document::text() const {
  constexpr std::size_t kUsual = 2048;
  std::string out;
  out.reserve(kUsual);
  tree::writeObject(*object_.tree(), out);
  return out;
}

bool Document::has(std::string_view pointer) const {
  Var value = object_.tree();
  return follow(value, pointer);
}

Value Document::at(std::string_view pointer) const {
  Var value = object_.tree();
  return follow(value, pointer) ? Value(value) : Value();
}

std::string Document::textAt(std::string_view pointer, std::string_view fallback) const {
  const Value value = at(pointer);
  return value.isText() ? value.text() : std::string(fallback);
}

std::int64_t Document::integerAt(std::string_view pointer, std::int64_t fallback) const {
  const Value value = at(pointer);
  return value.isInteger() ? value.integer() : fallback;
}

Object Document::objectAt(std::string_view pointer) const {
  return asObject(at(pointer));
}

Array Document::arrayAt(std::string_view pointer) const {
  return asArray(at(pointer));
}

void Document::set(std::string_view pointer, const Value& value) {
  Tree::Ptr root = object_.tree();
  Tree* target = root.get();
  std::string token = takeToken(pointer);
  while (!pointer.empty()) {
    target = requireObject(*target, token).get();  // The object around it keeps it.
    token = takeToken(pointer);
  }
  target->set(token, tree::clone(value.var()));
}

void Document::remove(std::string_view pointer) {
  const std::size_t start = pointer.rfind('/');
  assert(start != std::string_view::npos);
  std::string_view last = pointer.substr(start);
  if (Object parent = objectAt(pointer.substr(0, start))) parent.remove(takeToken(last));
}

void Document::merge(const Document& patch) {
  Tree::Ptr target = object_.tree();
  mergeInto(*target, *patch.object_.tree());
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

}  // namespace freezer
