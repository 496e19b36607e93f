#pragma once

#include <array>
#include <chrono>
#include <compare>
#include <cstddef>
#include <cstdint>

#include "core/resource.h"

namespace freezer::test {

/// A document of the model, in one of a few places per kind. After its deletion, the next document
/// in the place is of the next generation and has another id, so no id is used twice.
struct Subject {
  Kind kind;
  int place;
  int generation;

  auto operator<=>(const Subject&) const = default;
};

/// Stands for all generations of a place.
inline constexpr int kAnyGeneration = -1;

/// The marks in a document: each change writes a number that no other change writes into one
/// member. 0: none.
using Marks = std::array<std::int64_t, 8>;

enum class Effect {
  Read,
  Create,
  Patch,
  Replace,
  Delete,
  Change,          ///< A change whose reply does not tell the version.
  PossibleChange,  ///< A request after which the document has one more version, or not.
};

/// A request and its reply, as one of the documents that it concerns sees it.
struct Event {
  using Moment = std::chrono::steady_clock::time_point;

  Subject subject;
  Effect effect;
  Moment sent;
  Moment answered;
  int status = 200;
  std::int64_t version = 0;   ///< Shown by a read, or the result of a change; 0: not known.
  std::int64_t expected = 0;  ///< The version in If-Match; 0: there is none.
  std::size_t member = 0;     ///< Where a change writes its mark.
  std::int64_t mark = 0;      ///< What a change writes; 0: nothing.
  Marks marks = {};           ///< What a read shows.

  bool isDone() const { return status >= 200 && status < 300; }
};

}  // namespace freezer::test
