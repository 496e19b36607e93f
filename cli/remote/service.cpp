#include "cli/remote/service.h"

#include "cli/remote/address.h"
#include "core/json/document_reader.h"
#include "core/text.h"

namespace freezer::cli {
namespace {

constexpr int kStatusOk = 200;
constexpr int kStatusBadRequest = 400;
constexpr int kStatusUnauthorized = 401;
constexpr int kStatusForbidden = 403;
constexpr int kStatusNotFound = 404;
constexpr int kStatusTooManyRequests = 429;
constexpr int kStatusUnavailable = 503;

// Beside kStoredLimits, so that a hostile answer cannot use up the memory.
constexpr DocumentLimits kAnswerLimits = {.maxBytes = kStoredLimits.maxBytes,
                                          .maxNesting = kStoredLimits.maxNesting,
                                          .maxValues = 2'000'000,
                                          .maxMembers = kStoredLimits.maxMembers};

bool isRedirect(int status) {
  return status >= 300 && status < 400;
}

}  // namespace

/// Why an answer is none with documents.
Error RemoteService::errorOf(const std::string& url, const HttpAnswer& answer) const {
  const int status = answer.status;
  if (status == kStatusUnauthorized) {
    return {ErrorCode::Unauthenticated,
            url + ": the service does not accept the token: give a new one"};
  }
  if (status == kStatusForbidden) {
    return {
        ErrorCode::Forbidden,
        url + ": the token may not read this: --project, or OS_PROJECT_ID, must be its project"};
  }
  if (status == kStatusNotFound) {
    const bool isFirst = base_.ends_with("/v1");
    return {ErrorCode::NotFound, url + ": there is no Freezer service at this address" +
                                     (isFirst ? ", or it serves no v1: give --project" : "")};
  }
  if (isRedirect(status)) {
    return {ErrorCode::InvalidRequest, url + ": the service redirects to " +
                                           excerpt(answer.location) +
                                           ": give the address there with --from"};
  }
  const std::string answers = url + ": the service answers with status " + std::to_string(status);
  if (status == kStatusUnavailable || status == kStatusTooManyRequests) {
    return {ErrorCode::StoreBusy, answers + ": try again later"};
  }
  const auto code =
      status == kStatusBadRequest ? ErrorCode::InvalidRequest : ErrorCode::StoreFailure;
  return {code, answers + ": see the log of the service"};
}

Result<Object> RemoteService::objectOf(const std::string& path, const HttpAnswer& answer) const {
  const std::string url = client_.origin() + path;
  if (answer.status != kStatusOk) return errorOf(url, answer);
  auto object = readObject(answer.body, kAnswerLimits);
  if (object) return object;
  return Error{ErrorCode::StoreFailure,
               url + ": the answer is not that of a Freezer service: " + object.error().message};
}

Result<RemotePage> RemoteService::page(const Resource& resource, const std::string& place) {
  const std::string plural(resource.plural);
  const std::string path = base_ + "/" + plural + "?" + place;
  const auto answer = client_.get(path);
  if (!answer) return answer.error();
  auto object = objectOf(path, answer.value());
  if (!object) return object.error();
  const Document document = Document::viewOf(std::move(object).value());
  const Array list = document.arrayAt("/" + plural);
  if (!list) {
    return Error{ErrorCode::StoreFailure,
                 client_.origin() + path +
                     ": the answer is not that of a Freezer service: it has no list " + plural};
  }
  RemotePage page;
  for (const ValueRef entry : list) page.entries.emplace_back(entry);
  page.hasNext = document.has("/" + plural + "_links");
  return page;
}

Result<std::optional<Document>> RemoteService::find(const Resource& resource,
                                                    const std::string& id) {
  if (id.empty()) return std::optional<Document>();
  const std::string path = base_ + "/" + std::string(resource.plural) + "/" + encodedForPath(id);
  const auto answer = client_.get(path);
  if (!answer) return answer.error();
  if (answer.value().status == kStatusNotFound) return std::optional<Document>();
  auto object = objectOf(path, answer.value());
  if (!object) return object.error();
  return std::optional(Document::viewOf(std::move(object).value()));
}

}  // namespace freezer::cli
