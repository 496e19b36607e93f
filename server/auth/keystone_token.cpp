#include "server/auth/keystone_token.h"

#include <Poco/DateTime.h>
#include <Poco/DateTimeFormat.h>
#include <Poco/DateTimeParser.h>

#include <algorithm>
#include <optional>

#include "core/json/document.h"
#include "server/http/text.h"

namespace freezer::server {
namespace {

Error malformed(const std::string& what) {
  return {ErrorCode::InvalidDocument, "the token has no valid " + what};
}

/// "2026-01-31T23:59:00.000000Z"
std::optional<std::int64_t> secondsOf(const std::string& text) {
  Poco::DateTime time;
  int zone = 0;
  if (!Poco::DateTimeParser::tryParse(Poco::DateTimeFormat::ISO8601_FRAC_FORMAT, text, time,
                                      zone)) {
    return {};
  }
  return time.timestamp().epochTime() - zone;
}

/// Reads the roles, which a token without a project does not have.
Result<void> readRoles(const Document& body, KeystoneToken& token) {
  if (!body.has("/token/roles")) return {};
  const Array roles = body.arrayAt("/token/roles");
  if (!roles) return malformed("list of roles");
  for (const ValueRef entry : roles) {
    const Object object = asObject(entry);
    const Document role = object ? Document::viewOf(object) : Document();
    std::string name = role.textAt("/name");
    if (name.empty()) return malformed("list of roles");
    std::ranges::transform(name, name.begin(), lowered);
    token.credentials.roles.push_back(std::move(name));
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
  const auto expires = secondsOf(document.textAt("/token/expires_at"));
  if (!expires) return malformed("expires_at");
  KeystoneToken token;
  token.expires = *expires;
  token.credentials.user_id = document.textAt("/token/user/id");
  if (token.credentials.user_id.empty()) return malformed("user");
  token.credentials.user_name = document.textAt("/token/user/name");
  token.credentials.project_id = document.textAt("/token/project/id");
  if (document.has("/token/project") && token.credentials.project_id.empty()) {
    return malformed("project");
  }
  if (const auto roles = readRoles(document, token); !roles) return roles.error();
  return token;
}

}  // namespace freezer::server
