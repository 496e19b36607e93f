#pragma once

#include <set>
#include <string>

#include "core/policy/policy.h"
#include "core/result.h"

namespace freezer::cli {

/// The roles that the rules of `policy` or of the default policy name, in lower case.
std::set<std::string> knownRoles(const Policy& policy);

/// Checks the role that `option` names. InvalidRequest unless it is known.
Result<void> checkRole(const Policy& policy, const std::string& option, const std::string& role);

}  // namespace freezer::cli
