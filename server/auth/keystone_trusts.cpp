#include "server/auth/keystone_trusts.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>

#include "server/auth/keystone_token.h"
#include "server/http/text.h"
#include "server/http/uri.h"

namespace freezer::server {
namespace {

const std::string kTrusts = "/v3/OS-TRUST/trusts";

/// The objects of a list.
std::vector<Document> objectsOf(const Array& list) {
  std::vector<Document> objects;
  for (std::size_t i = 0; list && i < list.size(); ++i) {
    if (const Object object = asObject(list[i])) {
      objects.push_back(Document::viewOf(object));
    }
  }
  return objects;
}

/// The body of a reply with `status`; none for any other reply.
std::optional<Document> bodyOf(const Result<HttpReply>& reply, int status) {
  if (!reply || reply.value().status != status) return {};
  auto body = Document::parse(reply.value().body);
  return body ? std::optional(std::move(body).value()) : std::nullopt;
}

std::string trustPath(const std::string& trust_id) {
  return kTrusts + '/' + percentEncode(trust_id);
}

}  // namespace

KeystoneTrusts::KeystoneTrusts(KeystoneClient& client, std::shared_ptr<spdlog::logger> logger)
    : client_(client), logger_(std::move(logger)) {}

Result<std::optional<Trust>> KeystoneTrusts::obtain(const Credentials& caller,
                                                    const std::string& project_id,
                                                    const std::string& token) {
  auto trust = findOrCreate(caller, project_id, token);
  if (trust) return std::optional(std::move(trust).value());
  if (client_.config().enforceTrusts) return trust.error();
  logger_->warn("cannot get a trust for a job of a central client: {} {}", trust.error().message,
                trust.error().detail);
  return std::optional<Trust>();
}

void KeystoneTrusts::release(const Trust& trust, const Credentials& caller,
                             const std::string& token) {
  const HttpRequest request{"DELETE", trustPath(trust.trust_id)};
  const auto isGone = [](const Result<HttpReply>& reply) {
    return reply && (reply.value().status == 204 || reply.value().status == 404);
  };
  // Keystone allows it to the trustor and to administrators.
  const bool isOwn = caller.user_id == trust.trustor_user_id;
  if (isOwn && isGone(client_.send(token, request))) return;
  const auto reply = client_.sendAsService(request);
  if (isGone(reply)) return;
  const Error error = reply ? client_.unexpected(request, reply.value()) : reply.error();
  logger_->warn("cannot delete a trust that no job uses any more: {}", error.detail);
}

Result<Trust> KeystoneTrusts::findOrCreate(const Credentials& caller, const std::string& project_id,
                                           const std::string& token) {
  if (caller.project_id != project_id) {
    return Error{ErrorCode::Forbidden,
                 "A job for a central client needs a token of the project of "
                 "the job, because the "
                 "job runs with a trust for that project."};
  }
  const auto wanted = wantedOf(caller, token);
  if (!wanted) return wanted.error();
  if (auto found = find(wanted.value(), token)) return Trust{*std::move(found), caller.user_id};
  auto created = create(wanted.value(), token);
  if (!created) return created.error();
  return Trust{std::move(created).value(), caller.user_id};
}

Result<KeystoneTrusts::Wanted> KeystoneTrusts::wantedOf(const Credentials& caller,
                                                        const std::string& token) {
  auto trustee = client_.userId();
  if (!trustee) return trustee.error();
  Wanted wanted{caller, std::move(trustee).value(), client_.config().delegatedRoles, false};
  if (wanted.roles.empty()) {
    auto ids = roleIdsOf(token);
    if (!ids) return ids.error();
    wanted.roles = std::move(ids).value();
    wanted.rolesAreIds = true;
  }
  return wanted;
}

/// The ids of the roles of a token.
Result<std::vector<std::string>> KeystoneTrusts::roleIdsOf(const std::string& token) {
  const HttpRequest request{"GET", "/v3/auth/tokens?nocatalog", {{"X-Subject-Token", token}}};
  const auto reply = client_.send(token, request);
  if (!reply) return reply.error();
  auto read = readToken(reply.value().body);
  if (reply.value().status != 200 || !read) return client_.unexpected(request, reply.value());
  return std::move(read.value().roleIds);
}

/// The id of a suitable trust that exists.
std::optional<std::string> KeystoneTrusts::find(const Wanted& wanted, const std::string& token) {
  const std::string query = "?trustor_user_id=" + percentEncode(wanted.trustor.user_id);
  const auto body = bodyOf(client_.send(token, {"GET", kTrusts + query}), 200);
  if (!body) return {};  // The creation of a new one will report the failure.
  for (const Document& trust : objectsOf(body->arrayAt("/trusts"))) {
    const Value impersonates = trust.at("/impersonation");
    const bool fits = trust.textAt("/trustor_user_id") == wanted.trustor.user_id &&
                      trust.textAt("/trustee_user_id") == wanted.trustee_user_id &&
                      trust.textAt("/project_id") == wanted.trustor.project_id &&
                      impersonates.isBoolean() && !impersonates.boolean() &&
                      trust.at("/expires_at").isNull() && trust.at("/remaining_uses").isNull();
    std::string id = trust.textAt("/id");
    if (fits && hasRoles(wanted, id, token)) return id;
  }
  return {};
}

/// Whether a trust delegates the wanted roles, which the list does not contain.
bool KeystoneTrusts::hasRoles(const Wanted& wanted, const std::string& trust_id,
                              const std::string& token) {
  const auto body = bodyOf(client_.send(token, {"GET", trustPath(trust_id)}), 200);
  if (!body) return false;
  std::vector<std::string> roles;
  for (const Document& role : objectsOf(body->arrayAt("/trust/roles"))) {
    roles.push_back(role.textAt(wanted.rolesAreIds ? "/id" : "/name"));
  }
  return std::ranges::is_permutation(roles, wanted.roles, equalIgnoringCase);
}

Result<std::string> KeystoneTrusts::create(const Wanted& wanted, const std::string& token) {
  Array roles = Array::make(wanted.roles.size());
  for (std::size_t i = 0; i < wanted.roles.size(); ++i) {
    Document role;
    role.set(wanted.rolesAreIds ? "/id" : "/name", wanted.roles[i]);
    roles.set(static_cast<unsigned>(i), role.object());
  }
  Document body;
  body.set("/trust/trustor_user_id", wanted.trustor.user_id);
  body.set("/trust/trustee_user_id", wanted.trustee_user_id);
  body.set("/trust/project_id", wanted.trustor.project_id);
  body.set("/trust/impersonation", false);  // The roles suffice.
  body.set("/trust/allow_redelegation", false);
  body.set("/trust/roles", roles);
  const HttpRequest request{"POST", kTrusts, {}, body.text()};
  const auto reply = client_.send(token, request);
  if (!reply) return reply.error();
  const auto created = bodyOf(reply, 201);
  const std::string id = created ? created->textAt("/trust/id") : "";
  if (!id.empty()) return id;
  Error error = client_.unexpected(request, reply.value());
  if (reply.value().status < 500 && reply.value().status >= 400) {
    error.code = ErrorCode::Forbidden;
    error.message =
        "Keystone does not allow you to delegate the roles that a "
        "central client needs for this job.";
  }
  return error;
}

}  // namespace freezer::server
