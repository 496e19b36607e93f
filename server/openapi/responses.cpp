#include "server/openapi/responses.h"

#include <string>
#include <string_view>
#include <utility>

#include "server/errors.h"
#include "server/openapi/json.h"

namespace freezer::server::openapi {
namespace {

// --- Statuses of refusals (freezer-api-rest(7), "Errors") --------------------------

bool isAny(const Route& /*route*/) {
  return true;
}

bool isJson(const Route& route) {
  return route.version != ApiVersion::Metrics;
}

bool isLogin(const Route& route) {
  return route.request == "Login";
}

bool needsToken(const Route& route) {
  return route.needsToken || !route.rule.empty();
}

bool checksToken(const Route& route) {
  return needsToken(route) || isLogin(route);
}

bool hasBody(const Route& route) {
  return !route.request.empty();
}

bool readsInput(const Route& route) {
  return hasBody(route) || !route.parameters.empty() || route.tags != Tags::None;
}

bool canBeMissing(const Route& route) {
  // The routes of the Identity API and of the metrics can be switched off.
  return route.version == ApiVersion::Identity || route.version == ApiVersion::Metrics ||
         route.path.find('{') != std::string::npos;
}

bool storesDocument(const Route& route) {
  return route.request.ends_with("Body") || route.request.ends_with("Patch");
}

bool refersToDocuments(const Route& route) {
  return storesDocument(route) || route.operation == "addSessionJob";
}

bool comparesVersion(const Route& route) {
  return route.tags == Tags::Required;
}

/// The form of the body of a refusal.
enum class Form {
  Freezer,
  Identity,
  OfApi,  ///< That of the API which the route belongs to.
};

struct Refusal {
  int status;
  Form form;
  bool (*applies)(const Route& route);
  std::string_view meaning;
};

constexpr Refusal kRefusals[] = {
    {400, Form::OfApi, readsInput, "The request or its document is not valid."},
    {401, Form::Identity, checksToken, "The caller is not authenticated."},
    {403, Form::OfApi, needsToken,
     "The policy does not allow the request, or the document belongs to another project."},
    {404, Form::OfApi, canBeMissing, "The path or the document does not exist."},
    {406, Form::OfApi, isJson, "The request does not accept JSON."},
    {409, Form::Freezer, storesDocument, "The id is in use."},
    {412, Form::Freezer, comparesVersion, "The document has another version."},
    {413, Form::OfApi, hasBody, "The body or the document is too large."},
    {422, Form::Freezer, refersToDocuments,
     "The document refers to something that does not exist or cannot be used."},
    {429, Form::Identity, isLogin, "Too many logins have failed."},
    {503, Form::OfApi, isAny,
     "The store is busy, a search takes too long, Keystone does not answer, or all connections are "
     "in use."},
};

/// Whether the routes of the Identity API have a response of their own.
bool isOfIdentity(const Refusal& refusal, ApiVersion version) {
  return refusal.form == Form::OfApi && version == ApiVersion::Identity;
}

/// "NotFound", and "IdentityNotFound" where the Identity API differs.
std::string nameOf(const Refusal& refusal, ApiVersion version) {
  std::string name = isOfIdentity(refusal, version) ? "Identity" : "";
  for (const char c : reasonPhrase(refusal.status)) {
    if (c != ' ') name += c;
  }
  return name;
}

// --- Responses -----------------------------------------------------------------------

Object headersOf(std::initializer_list<const char*> names) {
  Object headers = Object::make();
  headers.set("x-openstack-request-id", referTo("headers", "RequestId"));
  for (const std::string name : names) {
    std::string component = name;
    std::erase(component, '-');
    headers.set(name, referTo("headers", component));
  }
  return headers;
}

Object content(std::string_view type, const Object& schema) {
  Object types = Object::make();
  types.set(std::string(type), objectOf({{"schema", schema}}));
  return types;
}

Object contentOf(std::string_view schema) {
  return content("application/json", referTo("schemas", schema));
}

Object contentOf(const Refusal& refusal, ApiVersion version) {
  const bool isKeystones = refusal.form == Form::Identity || isOfIdentity(refusal, version);
  return contentOf(isKeystones ? "IdentityError" : "Error");
}

Object headersOf(const Refusal& refusal) {
  switch (refusal.status) {
    case 401: return headersOf({"WWW-Authenticate"});
    case 429:
    case 503: return headersOf({"Retry-After"});
    default: return headersOf({});
  }
}

Object responseOf(const Refusal& refusal, ApiVersion version) {
  return objectOf({{"description", refusal.meaning},
                   {"headers", headersOf(refusal)},
                   {"content", contentOf(refusal, version)}});
}

Object success(const Route& route) {
  const bool hasTag = route.tags == Tags::Returned;
  Object response = objectOf({{"description", reasonPhrase(route.status)},
                              {"headers", hasTag                   ? headersOf({"ETag"})
                                          : route.reply == "Token" ? headersOf({"X-Subject-Token"})
                                                                   : headersOf({})}});
  if (!route.reply.empty()) {
    response.set("content", content(route.contentType, referTo("schemas", route.reply)));
  }
  return response;
}

Object unchanged() {
  return objectOf(
      {{"description", "The client has this version already."}, {"headers", headersOf({"ETag"})}});
}

Object consolePage() {
  return objectOf({{"description", "A browser is sent to the console, if it is enabled."},
                   {"headers", headersOf({"Location"})}});
}

/// A failed store is not an error of a request for its health.
Object failedHealth() {
  return objectOf({{"description", "The store is not usable."},
                   {"headers", headersOf({"Retry-After"})},
                   {"content", contentOf("Health")}});
}

Object header(const char* type, const char* description) {
  return objectOf({{"description", description}, {"schema", objectOf({{"type", type}})}});
}

}  // namespace

Object responsesOf(const Route& route) {
  Object all = Object::make();
  all.set(std::to_string(route.status), success(route));
  if (route.redirectsBrowsers) all.set("303", consolePage());
  if (route.tags == Tags::Returned) all.set("304", unchanged());
  for (const Refusal& refusal : kRefusals) {
    if (!refusal.applies(route)) continue;
    const bool isHealth = refusal.status == 503 && route.reply == "Health";
    all.set(std::to_string(refusal.status),
            isHealth ? failedHealth() : referTo("responses", nameOf(refusal, route.version)));
  }
  all.set("default", referTo("responses", "Failure"));
  return all;
}

Object responses() {
  Object all = Object::make();
  for (const Refusal& refusal : kRefusals) {
    for (const ApiVersion version : {ApiVersion::None, ApiVersion::Identity}) {
      all.set(nameOf(refusal, version), responseOf(refusal, version));
    }
  }
  all.set("Failure", objectOf({{"description",
                                "The service failed, or the request breaks a rule of HTTP or a "
                                "limit of the service."},
                               {"headers", headersOf({})},
                               {"content", contentOf("Error")}}));
  return all;
}

Object headers() {
  return objectOf({
      {"RequestId", header("string", "req-UUID, which is also in the log of the service.")},
      {"ETag", header("string", "The version, for If-None-Match and If-Match.")},
      {"Location", header("string", "The URL of the page.")},
      {"XSubjectToken", header("string", "The token.")},
      {"WWWAuthenticate", header("string", "Keystone uri=\"URL\": where to get a token.")},
      {"RetryAfter", header("integer", "Seconds after which to try again.")},
  });
}

}  // namespace freezer::server::openapi
