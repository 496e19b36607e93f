#include "server/handlers/documents.h"

#include <algorithm>

#include "server/errors.h"
#include "server/handlers/job_trusts.h"
#include "server/handlers/shown.h"
#include "server/http/conditional.h"

namespace freezer::server {
namespace {

// Where a client says that it serves every project: sent flat, or as it is read.
constexpr const char* kCentral[] = {"/is_central", "/client/is_central"};

/// {"<kind>_id": id}, and the version where there is one to tell.
std::string identity(const Resource& resource, const Record& record, bool withVersion) {
  std::string body = R"({")" + std::string(resource.idField) + R"(":)" + quoteJson(record.id);
  if (withVersion) body += R"(,"version":)" + std::to_string(record.version);
  return body + '}';
}

/// The body of a create or an update, which must not ask for more than the caller
/// may have.
Result<Document> acceptableBody(const Call& call) {
  auto body = call.body();
  if (!body || call.resource().kind != Kind::Client) return body;
  const bool isCentral = std::ranges::any_of(kCentral, [&](const char* pointer) {
    const Value given = body.value().at(pointer);
    return isBoolean(given) && given.extract<bool>();
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
  return {.status = 201, .body = identity(call.resource(), record.value(), false)};
}

Response showDocument(const Call& call) {
  auto record = call.freezer.show(call.resource(), call.caller, call.id());
  if (!record) return problem(record.error());
  const auto unchanged = clientHas(call.request, record.value().version);
  if (!unchanged) return problem(unchanged.error());

  Response response;
  response.headers.push_back({"ETag", entityTag(record.value().version)});
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
  return {.status = 201, .body = identity(call.resource(), record.value(), true)};
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
    return {.body = identity(call.resource(), record.value(), true)};
  }
  // Spec, section 1: the whole backup; clients read `version` of every PATCH.
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
  // Under v2 a document that is gone already is as good as deleted.
  const bool gone = !removed && removed.error().code == ErrorCode::NotFound && !call.isV1();
  if (!removed && !gone) return problem(removed.error());
  return {.status = 204};
}

}  // namespace freezer::server
