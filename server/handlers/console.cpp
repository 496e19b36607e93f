#include "server/handlers/console.h"

#include <algorithm>
#include <string>

#include "server/console/console_file.h"
#include "server/errors.h"
#include "server/http/base_url.h"
#include "server/http/conditional.h"
#include "server/http/content_encoding.h"

namespace freezer::server {
namespace {

/// What a browser lets the page do: only what its own files say, and only with this service.
constexpr const char* kContentSecurityPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

std::vector<Header> strictHeaders() {
  return {{"Content-Security-Policy", kContentSecurityPolicy},
          {"X-Content-Type-Options", "nosniff"},
          {"Referrer-Policy", "no-referrer"},
          {"Cross-Origin-Opener-Policy", "same-origin"},
          {"Cache-Control", "no-cache"}};
}

const ConsoleFile* findFile(std::string_view name) {
  const auto found = std::ranges::find(consoleFiles(), name, &ConsoleFile::name);
  return found == consoleFiles().end() ? nullptr : &*found;
}

/// Each encoding of a file has an entity tag of its own (RFC 9110, section 8.8.3.3).
Response fileResponse(const Request& request, const ConsoleFile& file) {
  const bool isGzip = acceptsGzip(request);
  const std::string tag = std::string(file.hash) + (isGzip ? "-gzip" : "");
  const auto has = clientHas(request, tag);
  if (!has) return problem(has.error());

  Response response{.contentType = file.contentType, .headers = strictHeaders()};
  response.headers.push_back({"ETag", '"' + tag + '"'});
  response.headers.push_back({"Vary", "Accept-Encoding"});
  if (has.value()) {
    response.status = 304;
    return response;
  }
  response.body.assign(file.gzip.begin(), file.gzip.end());
  if (isGzip)
    response.headers.push_back({"Content-Encoding", "gzip"});
  else
    response.body = inflated(response.body);
  return response;
}

std::string nameOf(const Call& call) {
  const std::string* const view = findVariable(call.variables, "view");
  return view != nullptr ? "views/" + *view : call.variable("file");
}

/// The project that callers without a token work in: that of noauth.
std::string projectOf(const Call& call) {
  const auto credentials = call.context.authenticator.authenticate(call.request);
  return credentials ? credentials.value()->project_id : std::string();
}

}  // namespace

Response redirectToConsole(const Context& context, const Request& request) {
  return {.status = 303,
          .contentType = "text/plain",
          .headers = {{"Location", baseUrl(request, context) + "/console/"}, {"Vary", "Accept"}}};
}

Response showConsole(const Call& call) {
  // Its files are named relative to this path.
  if (call.request.path != "/console/") return redirectToConsole(call.context, call.request);
  return fileResponse(call.request, *findFile("index.html"));
}

Response showConsoleFile(const Call& call) {
  const ConsoleFile* const file =
      call.request.path.ends_with('/') ? nullptr : findFile(nameOf(call));
  if (file == nullptr) return problem(404, "The console has no such file. It begins at /console/.");
  return fileResponse(call.request, *file);
}

Response showConsoleConfig(const Call& call) {
  const std::string url =
      call.context.authenticator.identityUrl(baseUrl(call.request, call.context));
  const bool isNoauth = url.empty();
  const bool isBuiltin = call.context.identity != nullptr;
  std::string body = R"({"auth":)";
  body += isNoauth ? R"("noauth")" : isBuiltin ? R"("builtin")" : R"("keystone")";
  body += R"(,"project":)" + quoteJson(isNoauth ? projectOf(call) : "");
  body += R"(,"identity_url":)" + quoteJson(url) + '}';
  return {.body = std::move(body), .headers = strictHeaders()};
}

}  // namespace freezer::server
