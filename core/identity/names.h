#pragma once

#include <string>

#include "core/result.h"
#include "core/store/identity_tables.h"

namespace freezer {

// The user or project with this name, else with this ID. NotFound if neither exists.
Result<User> userNamed(IdentityView& view, const std::string& name);
Result<Project> projectNamed(IdentityView& view, const std::string& name);

}  // namespace freezer
