#include "server/handlers/documents.h"

#include <algorithm>

#include "server/errors.h"
#include "server/handlers/job_trusts.h"
#include "server/http/conditional.h"

namespace freezer::server {
namespace {

// Where a body marks a client as central: as it is sent, and as it is returned.
constexpr const char* kCentral[] = {"/is_central", "/client/is_central"};

/// {"<kind>_id": id}
std::string idOf(const Resource& resource, const Record& record) {
  return R"({")" + std::string(resource.idField) + R"(":)" + quoteJson(record.id) + '}';
}

/// {"<kind>_id": id, "version": n}
std::string idAndVersion(const Resource& resource, const Record& record) {
  std::string body = idOf(resource, record);
  appendMember(body, "version", std::to_string(record.version));
  return body;
}

/// The body of a create or a patch. Forbidden if it makes a client central and the policy
/// does not allow it.
Result<Document> acceptableBody(const Call& call) {
  auto body = call.body();
  if (!body || call.resource().kind != Kind::Client) return body;
  const bool isCentral = std::ranges::any_of(kCentral, [&](const char* pointer) {
    const Value given = body.value().at(pointer);
    return given.isBoolean() && given.boolean();
  });
  if (!isCentral) return body;
  if (const auto may = call.require("clients:create_central"); !may) return may.error();
  return body;
}

}  // namespace

Response createDocument(const Call& call) {
  const auto body = acceptableBody(call);
  if (!body) return problem(body.error());
  const auto record = withTrust(call, "", &body.value(), [&](const Caller& caller) {
    return call.freezer.create(call.resource(), caller, body.value());
  });
  if (!record) return problem(record.error());
  return {.status = call.route.status, .body = idOf(call.resource(), record.value())};
}

Response showDocument(const Call& call) {
  auto record = call.freezer.show(call.resource(), call.caller, call.id());
  if (!record) return problem(record.error());
  const std::string tag = entityTag(record.value().version);
  const auto unchanged = clientHas(call.request, tag);
  if (!unchanged) return problem(unchanged.error());

  Response response;
  response.headers.push_back({"ETag", tag});
  if (unchanged.value()) {
    response.status = 304;
  } else {
    appendShown(response.body, call, record.value());
  }
  return response;
}

Response replaceDocument(const Call& call) {
  const auto body = call.body();
  if (!body) return problem(body.error());
  const auto wanted = precondition(call.request);
  if (!wanted) return problem(wanted.error());
  const auto record = withTrust(call, call.id(), &body.value(), [&](const Caller& caller) {
    return call.freezer.replace(call.resource(), caller, call.id(), body.value(), wanted.value());
  });
  if (!record) return problem(record.error());
  return {.status = call.route.status, .body = idAndVersion(call.resource(), record.value())};
}

Response patchDocument(const Call& call) {
  const auto body = acceptableBody(call);
  if (!body) return problem(body.error());
  const auto wanted = precondition(call.request);
  if (!wanted) return problem(wanted.error());
  const auto record = withTrust(call, call.id(), &body.value(), [&](const Caller& caller) {
    return call.freezer.patch(call.resource(), caller, call.id(), body.value(), wanted.value());
  });
  if (!record) return problem(record.error());
  if (call.resource().kind != Kind::Backup) {
    return {.body = idAndVersion(call.resource(), record.value())};
  }
  // freezer-api-rest(7), "Routes": the whole backup. Clients read `version` of every PATCH.
  Response response;
  appendShown(response.body, call, record.value());
  appendMember(response.body, "version", std::to_string(record.value().version));
  return response;
}

Response deleteDocument(const Call& call) {
  const auto wanted = precondition(call.request);
  if (!wanted) return problem(wanted.error());
  const auto removed = withTrust(call, call.id(), nullptr, [&](const Caller& caller) {
    return call.freezer.remove(call.resource(), caller, call.id(), wanted.value());
  });
  // Under v2, the deletion of a document that does not exist succeeds.
  const bool gone = !removed && removed.error().code == ErrorCode::NotFound && !call.isV1();
  if (!removed && !gone) return problem(removed.error());
  return {.status = call.route.status};
}

}  // namespace freezer::server
