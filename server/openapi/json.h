#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "core/json/document.h"

// JSON that is written down in code.
namespace freezer::server::openapi {

/// An object with these members, in this order.
inline Object objectOf(std::initializer_list<std::pair<const char*, Value>> members) {
  Object object = Object::make();
  for (const auto& [name, value] : members) object.set(name, value);
  return object;
}

/// The items of any range, as an array.
template <typename Items>
Array arrayOf(const Items& items) {
  Array array = Array::make();
  for (const auto& item : items) array.add(Value(item));
  return array;
}

/// {"$ref": "#/components/<kind>/<name>"}
inline Object referTo(std::string_view kind, std::string_view name) {
  return objectOf({{"$ref", "#/components/" + std::string(kind).append("/").append(name)}});
}

}  // namespace freezer::server::openapi
