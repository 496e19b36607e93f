#pragma once

#include <cstddef>
#include <string>

#include "core/json/document.h"
#include "core/result.h"

namespace freezer::cli {

/// Carries out --set path=value on `document`.
///
/// The path is dotted; a number in it is the index of a list, at most the
/// list's size, which appends. A path that begins with "/" is a JSON pointer
/// (RFC 6901), for keys that have dots in them. Objects and lists on the way
/// are made as needed. The value is JSON if it parses as JSON, else a string.
/// InvalidRequest, naming the assignment, when it cannot be done or the path has
/// more than `maxSegments`.
Result<void> setPath(Document& document, const std::string& assignment, std::size_t maxSegments);

}  // namespace freezer::cli
