#include "server/errors.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "core/json/document.h"

namespace freezer::server {
namespace {

struct StatusText {
  int status;
  std::string_view reason;
  std::string_view title;  ///< Of the body; empty: the reason.
};

constexpr StatusText kStatusTexts[] = {
    {200, "OK", ""},
    {201, "Created", ""},
    {202, "Accepted", ""},
    {204, "No Content", ""},
    {300, "Multiple Choices", ""},
    {303, "See Other", ""},
    {304, "Not Modified", ""},
    {400, "Bad Request", "Bad request format"},
    {401, "Unauthorized", ""},
    {403, "Forbidden", "Access Forbidden"},
    {404, "Not Found", ""},
    {405, "Method Not Allowed", ""},
    {406, "Not Acceptable", ""},
    {408, "Request Timeout", ""},
    {409, "Conflict", "Document already existing"},
    {412, "Precondition Failed", ""},
    {413, "Content Too Large", ""},
    {414, "URI Too Long", ""},
    {417, "Expectation Failed", ""},
    {422, "Unprocessable Entity", ""},
    {429, "Too Many Requests", ""},
    {431, "Request Header Fields Too Large", ""},
    {500, "Internal Server Error", ""},
    {503, "Service Unavailable", ""},
    {505, "HTTP Version Not Supported", ""},
};
constexpr StatusText kUnlisted = {0, "Unknown", ""};
static_assert(std::ranges::is_sorted(kStatusTexts, {}, &StatusText::status));
static_assert(std::size(kStatusTexts) == kStatuses);

const StatusText& textOf(int status) {
  const auto index = statusIndex(status);
  return index ? kStatusTexts[*index] : kUnlisted;
}

std::string_view titleOf(int status) {
  const StatusText& text = textOf(status);
  return text.title.empty() ? text.reason : text.title;
}

/// Everything but the closing brace.
std::string openBody(int status, std::string_view description) {
  return R"({"title":)" + quoteJson(titleOf(status)) + R"(,"description":)" +
         quoteJson(description);
}

void appendFaults(std::string& body, const std::vector<Fault>& faults) {
  body += R"(,"errors":[)";
  for (const Fault& fault : faults) {
    if (&fault != &faults.front()) body += ',';
    body += R"({"pointer":)" + quoteJson(fault.pointer) + R"(,"message":)" +
            quoteJson(fault.message) + '}';
  }
  body += ']';
}

Response refused(int status, std::string body) {
  Response response{.status = status, .body = std::move(body)};
  if (status == 503) response.headers.push_back({"Retry-After", "1"});
  return response;
}

constexpr std::string_view kInternalError = "Internal error; see the log of the service.";

/// What is only logged.
std::string detailOf(const Error& error, int status) {
  return status == 500 ? error.message + ' ' + error.detail : error.detail;
}

}  // namespace

int httpStatus(ErrorCode code) {
  switch (code) {
    case ErrorCode::InvalidDocument: return 400;
    case ErrorCode::TooLarge: return 413;
    case ErrorCode::InvalidRequest: return 400;
    case ErrorCode::Unprocessable: return 422;
    case ErrorCode::Unauthenticated: return 401;
    case ErrorCode::Forbidden: return 403;
    case ErrorCode::NotFound: return 404;
    case ErrorCode::AlreadyExists: return 409;
    case ErrorCode::VersionMismatch: return 412;
    case ErrorCode::StoreBusy: return 503;
    case ErrorCode::StoreFailure: return 500;
    case ErrorCode::Unavailable: return 503;
  }
  return 500;
}

std::optional<std::size_t> statusIndex(int status) {
  const auto* found = std::ranges::lower_bound(kStatusTexts, status, {}, &StatusText::status);
  const bool isListed = found != std::end(kStatusTexts) && found->status == status;
  if (!isListed) return {};
  return static_cast<std::size_t>(found - std::begin(kStatusTexts));
}

std::string_view reasonPhrase(int status) {
  return textOf(status).reason;
}

Response problem(int status, std::string_view description) {
  return refused(status, openBody(status, description) + '}');
}

Response identityProblem(int status, std::string_view message) {
  return refused(status, R"({"error":{"code":)" + std::to_string(status) + R"(,"title":)" +
                             quoteJson(reasonPhrase(status)) + R"(,"message":)" +
                             quoteJson(message) + "}}");
}

Response identityProblem(const Error& error) {
  const int status = httpStatus(error.code);
  Response response = identityProblem(status, status == 500 ? kInternalError : error.message);
  response.detail = detailOf(error, status);
  response.error = error.code;
  return response;
}

Response problem(const Error& error) {
  if (error.code == ErrorCode::Unauthenticated) return identityProblem(error);
  const int status = httpStatus(error.code);
  Response response = problem(status, status == 500 ? kInternalError : error.message);
  if (status != 500 && !error.faults.empty()) {
    response.body.pop_back();
    appendFaults(response.body, error.faults);
    response.body += '}';
  }
  response.detail = detailOf(error, status);
  response.error = error.code;
  return response;
}

}  // namespace freezer::server
