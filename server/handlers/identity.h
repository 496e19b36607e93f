#pragma once

#include "server/handlers/call.h"
#include "server/http/response.h"

/// The Identity API of the strategy `builtin`: the part of OpenStack's Identity API v3 that
/// keystoneauth needs. Errors have the form of that API.
namespace freezer::server {

Response showIdentityVersions(const Call& call);
Response showIdentityVersion(const Call& call);

/// Logs in: returns a new token.
Response createToken(const Call& call);

/// Of the routes that return a token.
inline constexpr Parameter kTokenParameters[] = {
    {"nocatalog", "query", Type::Text, "If present, the token is returned without the catalog."},
};

/// Of the routes of a token.
inline constexpr Parameter kSubjectParameters[] = {
    {"X-Subject-Token", "header", Type::Text, "The token in question."},
    kTokenParameters[0],
};

// The token in X-Subject-Token. Allowed to its owner, to admins and to services.
Response showToken(const Call& call);
Response deleteToken(const Call& call);

// For the user of the token in X-Auth-Token.
Response showCatalog(const Call& call);
Response listOwnProjects(const Call& call);

/// The projects of the user in the path. Allowed to the user and to admins.
Response listProjectsOfUser(const Call& call);

}  // namespace freezer::server
