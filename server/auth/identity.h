#pragma once

#include <memory>

#include "core/freezer.h"
#include "core/result.h"
#include "server/auth/authenticator.h"
#include "server/auth/keystone_client.h"
#include "server/auth/local.h"
#include "server/auth/trusts.h"
#include "server/server.h"

namespace freezer::server {

/// The parts of a strategy. Each may use the ones before it.
struct Identity {
  std::unique_ptr<KeystoneClient> keystone;  ///< Null unless Keystone is used.
  std::unique_ptr<const Authenticator> authenticator;
  std::unique_ptr<Trusts> trusts;    ///< Null if trusts are not used.
  std::unique_ptr<IdentityApi> api;  ///< Null unless this service offers the Identity API.
};

/// Builds the configured strategy. InvalidRequest if a setting is missing or unusable.
/// `freezer` must outlive the result.
Result<Identity> makeIdentity(const ServerConfig& config, Freezer& freezer,
                              const std::shared_ptr<spdlog::logger>& logger);

}  // namespace freezer::server
