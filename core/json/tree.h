#pragma once

#include <Poco/Dynamic/Var.h>
#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>

#include <string>
#include <string_view>
#include <vector>

// The trees of Poco that hold JSON values, for the sources of core/json alone: an object is held as
// a Poco::JSON::Object::Ptr, an array as a Poco::JSON::Array::Ptr, and null as the empty Var.
namespace freezer::tree {

using Poco::Dynamic::Var;
using Tree = Poco::JSON::Object;
using List = Poco::JSON::Array;

// The object or array that a value is; null when it is anything else.
const Tree* treeOf(const Var& var);
const List* listOf(const Var& var);

/// A new object that keeps the order of its members.
Tree::Ptr newTree();

/// A new array of nulls.
List::Ptr newList(std::size_t size);

/// The members of an object in their order; iterating over a Poco object goes by name instead.
std::vector<const Tree::ValueType*> inOrder(const Tree& object);

/// A deep copy.
Var clone(const Var& value);

// Append JSON text without white space, in the order of members.
void write(const Var& value, std::string& out);
void writeObject(const Tree& object, std::string& out);
void writeText(std::string_view text, std::string& out);

/// Whether two values are equal, a null member being the same as an absent one.
bool equalIgnoringNulls(const Var& left, const Var& right);

}  // namespace freezer::tree
