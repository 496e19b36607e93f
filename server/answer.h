#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "core/freezer.h"
#include "core/policy/policy.h"
#include "server/auth/authenticator.h"
#include "server/auth/builtin.h"
#include "server/auth/trusts.h"
#include "server/http/request.h"
#include "server/http/response.h"
#include "server/http/trusted_proxies.h"
#include "server/server.h"

namespace freezer::server {

/// What answers depend on besides the request and the store.
struct Context {
  const Authenticator& authenticator;
  const Policy& policy;
  std::string address;  ///< Host and port of URLs when a request names no usable Host.
  Limits limits = {};
  TrustedProxies trustedProxies = {};
  std::string publicEndpoint = {};  ///< Replaces what URLs begin with, unless empty.
  IdentityApi* identity = nullptr;  ///< Of the strategy `builtin`; null under others.
  Trusts* trusts = nullptr;         ///< None where jobs of central clients run without.
};

/// Answers one request; the whole API, without sockets. Throws nothing: what
/// fails inside is a 500 whose Response::detail says why. Safe to call from
/// several threads at once.
Response answer(Freezer& freezer, const Context& context, const Request& request);

}  // namespace freezer::server
