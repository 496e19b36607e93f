#include "cli/config/server_config.h"

#include <utility>

#include "cli/config/load.h"

namespace freezer::cli {
namespace {

/// The trustee is the service's own user: its section is the only one with a password.
Result<void> checkTrustee(const Config& config) {
  const bool hasTrusts =
      config.server->strategy == server::AuthStrategy::Keystone && config.server->keystone.trusts;
  if (!hasTrusts || config.trusteeSection == Config().trusteeSection) return {};
  return Error{ErrorCode::InvalidRequest,
               "[centralized_scheduler] auth_section can only be keystone_authtoken"};
}

}  // namespace

Result<server::ServerConfig> serverConfig(const Config& config) {
  if (const auto trustee = checkTrustee(config); !trustee) return trustee.error();
  auto policy = loadPolicy(config);
  if (!policy) return policy.error();
  server::ServerConfig result = *config.server;
  result.policy = std::move(policy).value();
  if (result.keystone.wwwAuthenticateUri.empty())
    result.keystone.wwwAuthenticateUri = config.authUri;
  return result;
}

}  // namespace freezer::cli
