#include "server/auth/identity.h"

#include <utility>

#include "server/auth/keystone.h"
#include "server/auth/keystone_trusts.h"

namespace freezer::server {
namespace {

Result<Identity> keystoneIdentity(const ServerConfig& config,
                                  const std::shared_ptr<spdlog::logger>& logger) {
  auto complete = server::complete(config.keystone);
  if (!complete) return complete.error();
  const auto clock = Freezer::systemClock();
  Identity identity;
  identity.keystone = std::make_unique<KeystoneClient>(std::move(complete).value(), clock);
  identity.authenticator = std::make_unique<Keystone>(*identity.keystone, clock);
  if (config.keystone.trusts) {
    identity.trusts = std::make_unique<KeystoneTrusts>(*identity.keystone, logger);
  }
  return identity;
}

Identity builtinIdentity(const ServerConfig& config, Freezer& freezer) {
  Identity identity;
  identity.authenticator = std::make_unique<Builtin>(freezer.tokens());
  identity.api = std::make_unique<IdentityApi>(config.tokenSeconds);
  return identity;
}

}  // namespace

Result<Identity> makeIdentity(const ServerConfig& config, Freezer& freezer,
                              const std::shared_ptr<spdlog::logger>& logger) {
  switch (config.strategy) {
    case AuthStrategy::NoAuth: break;
    case AuthStrategy::Builtin: return builtinIdentity(config, freezer);
    case AuthStrategy::Keystone: return keystoneIdentity(config, logger);
  }
  Identity identity;
  identity.authenticator = std::make_unique<NoAuth>(config.user, config.project);
  return identity;
}

}  // namespace freezer::server
