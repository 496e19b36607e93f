#pragma once

#include <string>

#include "core/result.h"
#include "core/store/identity_tables.h"

namespace freezer {

// What `name` means: a name or else an id. NotFound when it is neither.
Result<User> userNamed(IdentityView& view, const std::string& name);
Result<Project> projectNamed(IdentityView& view, const std::string& name);

}  // namespace freezer
