#pragma once

#include "server/handlers/call.h"
#include "server/http/response.h"

/// The Identity API of the strategy `builtin`, as much of it as keystoneauth needs.
/// Failures are answered in its own form.
namespace freezer::server {

Response showIdentityVersions(const Call& call);
Response showIdentityVersion(const Call& call);

/// Logs in: a new token.
Response createToken(const Call& call);

// About the token in X-Subject-Token: for its owner, and for admins and services.
Response showToken(const Call& call);
Response deleteToken(const Call& call);

// About the token in X-Auth-Token.
Response showCatalog(const Call& call);
Response listOwnProjects(const Call& call);

}  // namespace freezer::server
