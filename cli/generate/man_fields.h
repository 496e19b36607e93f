#pragma once

#include <string>

#include "core/resource.h"

namespace freezer::cli {

/// The fields of a kind for its manual page, scdoc(5): help, allowed values and members.
std::string fieldList(const Resource& resource);

/// The fields of each kind that are kept in indexed columns, as the same.
std::string indexedFields();

}  // namespace freezer::cli
