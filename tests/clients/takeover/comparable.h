#pragma once

#include <string>

#include "core/json/document.h"

namespace freezer::test {

/// The ID of a document of the API. `noun` is its kind, such as "job".
std::string idOf(const std::string& noun, const Document& document);

/// The text of a document of the API, without what may be different between the Python service and
/// this one, in an order that does not depend on the service.
std::string comparable(const std::string& noun, const Document& document);

/// The same for what `freezer NOUN-show` prints as JSON.
std::string comparableColumns(const std::string& noun, const Document& columns);

}  // namespace freezer::test
