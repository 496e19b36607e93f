#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/store/store.h"

namespace freezer::sql {

/// A value bound to a placeholder, or read from a row; std::monostate is NULL.
using Value = IndexEntries::Scalar;
using Values = std::vector<Value>;

/// SQL text and the values of its placeholders, in order.
struct Sql {
  std::string text = {};
  Values values = {};

  Sql& add(std::string_view piece) {
    text += piece;
    return *this;
  }

  /// Appends a placeholder with its value.
  Sql& value(Value bound) {
    text += '?';
    values.push_back(std::move(bound));
    return *this;
  }
};

}  // namespace freezer::sql
