#pragma once

#include <cstddef>
#include <limits>
#include <string_view>

#include "core/json/document.h"
#include "core/result.h"

namespace freezer {

/// Limits for reading stored documents. They are larger than the limits for requests, because the
/// service adds members, and because what is stored was written under the limits of its time.
inline constexpr DocumentLimits kStoredLimits = {
    .maxBytes = std::numeric_limits<std::size_t>::max(),
    .maxNesting = 1000,
    .maxValues = std::numeric_limits<std::size_t>::max(),
    .maxMembers = 2 * kMaxMembers};

/// The fault of a document with more values than DocumentLimits::maxValues.
Fault tooManyValues(std::size_t limit);

/// Parses strict JSON; see Document::parse().
Result<Object> readObject(std::string_view text, const DocumentLimits& limits);

/// Parses strict JSON: one value of any type, to become a member of a document. The message of the
/// error is the position and the reason: "line 1, column 8: a JSON value is expected".
Result<Value> readValue(std::string_view text, const DocumentLimits& limits);

}  // namespace freezer
