#include "cli/input/role.h"

#include <vector>

#include "cli/parser/suggest.h"
#include "core/text.h"

namespace freezer::cli {

std::set<std::string> knownRoles(const Policy& policy) {
  std::set<std::string> roles = Policy().roles();
  roles.merge(policy.roles());
  return roles;
}

Result<void> checkRole(const Policy& policy, const std::string& option, const std::string& role) {
  const std::set<std::string> roles = knownRoles(policy);
  const std::string normal = lowered(role);
  if (roles.contains(normal)) return {};
  std::string known;
  for (const std::string& each : roles) known.append(known.empty() ? "" : ", ").append(each);
  return Error{ErrorCode::InvalidRequest,
               option + ": unknown role '" + role + "'" +
                   didYouMean(normal, {roles.begin(), roles.end()}) + "; known are " + known +
                   ", and those that the rules of [oslo_policy] policy_file name as role:NAME"};
}

}  // namespace freezer::cli
