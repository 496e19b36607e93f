#include "server/auth/keystone_token.h"

#include <utility>

#include "core/json/document.h"
#include "core/schedule/date_time.h"
#include "core/text.h"

namespace freezer::server {
namespace {

Error malformed(const std::string& what) {
  return {ErrorCode::InvalidDocument, "the token has no valid " + what};
}

/// Reads the roles, which a token without a project does not have.
Result<void> readRoles(const Document& body, KeystoneToken& token) {
  if (!body.has("/token/roles")) return {};
  const Array roles = body.arrayAt("/token/roles");
  if (!roles) return malformed("list of roles");
  for (const ValueRef entry : roles) {
    const Object object = asObject(entry);
    const Document role = object ? Document::viewOf(object) : Document();
    const std::string name = role.textAt("/name");
    if (name.empty()) return malformed("list of roles");
    token.credentials.roles.push_back(lowered(name));
    token.roleIds.push_back(role.textAt("/id"));
  }
  return {};
}

}  // namespace

Result<KeystoneToken> readToken(std::string_view text) {
  const auto body = Document::parse(text);
  // The message of the parser may quote secrets.
  if (!body) return Error{ErrorCode::InvalidDocument, "the reply is not a JSON object"};
  const Document& document = body.value();
  const auto expires = parseDateTime(document.textAt("/token/expires_at"));
  if (!expires) return malformed("expires_at");
  KeystoneToken token;
  token.expires = expires->seconds;
  token.credentials.user_id = document.textAt("/token/user/id");
  if (token.credentials.user_id.empty()) return malformed("user");
  token.credentials.user_name = document.textAt("/token/user/name");
  token.credentials.project_id = document.textAt("/token/project/id");
  token.credentials.project_name = document.textAt("/token/project/name");
  if (document.has("/token/project") && token.credentials.project_id.empty()) {
    return malformed("project");
  }
  if (const auto roles = readRoles(document, token); !roles) return roles.error();
  return token;
}

}  // namespace freezer::server
