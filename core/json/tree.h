#pragma once

#include <Poco/Dynamic/Var.h>
#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>

#include <string>
#include <string_view>
#include <vector>

// Poco's representation of JSON values, for core/json only: an object is a Poco::JSON::Object::Ptr,
// an array is a Poco::JSON::Array::Ptr, null is an empty Var.
namespace freezer::tree {

using Poco::Dynamic::Var;
using Tree = Poco::JSON::Object;
using List = Poco::JSON::Array;

// The object or array in a value; null for any other value.
const Tree* treeOf(const Var& var);
const List* listOf(const Var& var);

/// A new object that keeps the order of its members.
Tree::Ptr newTree();

/// A new array of nulls.
List::Ptr newList(std::size_t size);

/// The members of an object in document order. Iteration over a Poco object is in name order.
std::vector<const Tree::ValueType*> inOrder(const Tree& object);

/// A deep copy.
Var clone(const Var& value);

// Append JSON text without white space, in member order.
void write(const Var& value, std::string& out);
void writeObject(const Tree& object, std::string& out);
void writeText(std::string_view text, std::string& out);

/// Whether two values are equal; a null member equals an absent one.
bool equalIgnoringNulls(const Var& left, const Var& right);

}  // namespace freezer::tree
