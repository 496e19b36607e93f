#include "core/json/value.h"

#include <algorithm>

#include "core/json/tree.h"

namespace freezer {

bool ValueRef::isScalar() const {
  return tree::treeOf(*var_) == nullptr && tree::listOf(*var_) == nullptr;
}

Value::Value(const Object& object) {
  if (object) var_ = object.tree();
}

Value::Value(const Array& array) {
  if (array) var_ = array.tree();
}

Object Object::make() {
  return Object(tree::newTree());
}

std::vector<Member> Object::members() const {
  std::vector<Member> members;
  members.reserve(size());
  for (const auto* member : tree::inOrder(*tree_)) {
    members.push_back({member->first, ValueRef(member->second)});
  }
  return members;
}

std::vector<std::pair<std::string, Value>> Object::copyOfMembers() const {
  std::vector<std::pair<std::string, Value>> members;
  members.reserve(size());
  for (const auto* member : tree::inOrder(*tree_)) {
    members.emplace_back(member->first, Value(member->second));
  }
  return members;
}

Array Array::make(std::size_t size) {
  return Array(tree::newList(size));
}

Object asObject(ValueRef value) {
  const auto& var = value.var();
  return var.type() == typeid(Object::Tree::Ptr) ? Object(var.extract<Object::Tree::Ptr>())
                                                 : Object();
}

Array asArray(ValueRef value) {
  const auto& var = value.var();
  return var.type() == typeid(Array::Tree::Ptr) ? Array(var.extract<Array::Tree::Ptr>()) : Array();
}

Value clone(ValueRef value) {
  return Value(tree::clone(value.var()));
}

std::size_t nestingOf(ValueRef value) {
  if (value.isScalar()) return 0;
  std::size_t within = 0;
  const auto enter = [&within](ValueRef each) { within = std::max(within, nestingOf(each)); };
  if (const Object object = asObject(value)) {
    object.forEachByName([&](const Member& member) { enter(member.value); });
  } else if (const Array array = asArray(value)) {
    for (const ValueRef entry : array) enter(entry);
  }
  return within + 1;
}

std::size_t countValues(ValueRef value) {
  std::size_t count = 0;
  const auto add = [&count](ValueRef within) { count += 1 + countValues(within); };
  if (const Object object = asObject(value)) {
    object.forEachByName([&](const Member& member) { add(member.value); });
  } else if (const Array array = asArray(value)) {
    for (const ValueRef entry : array) add(entry);
  }
  return count;
}

std::string scalarText(ValueRef value) {
  return value.isText() ? value.text() : toJson(value);
}

std::string toJson(ValueRef value) {
  std::string out;
  tree::write(value.var(), out);
  return out;
}

std::string quoteJson(std::string_view text) {
  std::string out;
  tree::writeText(text, out);
  return out;
}

bool equalIgnoringNulls(ValueRef left, ValueRef right) {
  return tree::equalIgnoringNulls(left.var(), right.var());
}

}  // namespace freezer
