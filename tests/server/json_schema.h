#pragma once

#include <string>
#include <vector>

#include "core/json/document.h"

namespace freezer::test {

/// What a value may have beyond its schema.
enum class Extra {
  Allowed,  ///< As JSON Schema has it.
  Refused,  ///< No member that `properties` does not name, where a schema has that.
};

/// The faults of `value` by the part of JSON Schema 2020-12 that the OpenAPI document of the
/// service uses; each begins with its place, a JSON pointer. A keyword that is not of this part is
/// a fault. `root` is the document in which "$ref" is looked up.
std::vector<std::string> schemaFaults(const Document& root, const Object& schema, ValueRef value,
                                      Extra extra = Extra::Allowed);

}  // namespace freezer::test
