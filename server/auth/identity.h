#pragma once

#include <memory>

#include "core/freezer.h"
#include "core/result.h"
#include "server/auth/authenticator.h"
#include "server/auth/builtin.h"
#include "server/auth/keystone_client.h"
#include "server/auth/trusts.h"
#include "server/server.h"

namespace freezer::server {

/// What a strategy consists of. Each may use those before it.
struct Identity {
  std::unique_ptr<KeystoneClient> keystone;  ///< Null unless it is asked.
  std::unique_ptr<const Authenticator> authenticator;
  std::unique_ptr<Trusts> trusts;    ///< Null where there are none.
  std::unique_ptr<IdentityApi> api;  ///< Null unless this service offers one.
};

/// The strategy that is configured; InvalidRequest when it lacks something. `freezer`
/// must outlive it.
Result<Identity> makeIdentity(const ServerConfig& config, Freezer& freezer,
                              const std::shared_ptr<spdlog::logger>& logger);

}  // namespace freezer::server
