#include "server/auth/keystone_client.h"

#include <algorithm>
#include <optional>
#include <thread>
#include <utility>

#include "core/json/document.h"
#include "server/auth/keystone_token.h"

namespace freezer::server {
namespace {

using SteadyClock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr std::size_t kLongestToken = 16 * 1024;
constexpr milliseconds kFirstPause{50};  // Before the second attempt; doubled each time.

/// How many seconds before its expiry the token of the service is renewed, so that requests
/// that are under way can still use it.
constexpr std::int64_t kRenewal = 60;

HttpClient::Options optionsOf(const KeystoneConfig& config) {
  return {.caFile = config.caFile,
          .certFile = config.certFile,
          .keyFile = config.keyFile,
          .insecure = config.insecure};
}

/// A reference to a user, project or domain: by id if known, else by name.
Document named(const std::string& id, const std::string& name) {
  Document document;
  document.set(id.empty() ? "/name" : "/id", id.empty() ? name : id);
  return document;
}

/// The body of POST /v3/auth/tokens.
std::string loginBody(const KeystoneConfig& config) {
  Document user = named("", config.username);
  user.set("/password", config.password);
  user.set("/domain", named(config.userDomainId, config.userDomainName).object());
  Document project = named(config.projectId, config.projectName);
  if (config.projectId.empty()) {
    project.set("/domain", named(config.projectDomainId, config.projectDomainName).object());
  }
  Array methods = Array::make(1);
  methods.set(0, "password");
  Document body;
  body.set("/auth/identity/methods", methods);
  body.set("/auth/identity/password/user", user.object());
  body.set("/auth/scope/project", project.object());
  return body.text();
}

}  // namespace

bool isTokenText(std::string_view token) {
  return !token.empty() && token.size() <= kLongestToken &&
         std::ranges::all_of(token, [](char c) { return c > 0x20 && c < 0x7f; });
}

KeystoneClient::KeystoneClient(KeystoneConfig config, Clock clock)
    : config_(std::move(config)),
      clock_(std::move(clock)),
      http_(config_.authUrl, optionsOf(config_)) {}

Result<HttpReply> KeystoneClient::send(const std::string& token, HttpRequest request) {
  request.headers.emplace_back("X-Auth-Token", token);
  return sendWithRetries(request);
}

Result<HttpReply> KeystoneClient::sendAsService(const HttpRequest& request) {
  const auto token = ownToken();
  if (!token) return token.error();
  const std::string& text = token.value()->text;
  auto reply = send(text, request);
  if (!reply || reply.value().status != 401) return reply;
  const auto renewed = ownToken(text);
  if (!renewed) return renewed.error();
  return send(renewed.value()->text, request);
}

Result<std::string> KeystoneClient::userId() {
  const auto token = ownToken();
  if (!token) return token.error();
  return token.value()->user_id;
}

Error KeystoneClient::unexpected(const HttpRequest& request, const HttpReply& reply,
                                 std::string_view why) const {
  std::string text = "status " + std::to_string(reply.status);
  if (!why.empty()) text.append(", ").append(why);
  return unavailable(request, text);
}

/// The token of the service. Gets a new one if there is none, if it expires soon, or if it
/// is the one that was `refused`. One caller gets it and the others wait.
Result<KeystoneClient::OwnTokenPtr> KeystoneClient::ownToken(const std::string& refused) {
  const std::lock_guard lock(renewing_);
  if (token_ && token_->text != refused && token_->renewAt > clock_()) return token_;
  auto renewed = newToken();
  if (renewed) token_ = renewed.value();
  return renewed;
}

Result<KeystoneClient::OwnTokenPtr> KeystoneClient::newToken() {
  const HttpRequest login = {"POST", "/v3/auth/tokens?nocatalog", {}, loginBody(config_)};
  const auto reply = sendWithRetries(login);
  if (!reply) return reply.error();
  if (reply.value().status == 401) {
    breaker_.report(false);  // Keystone may lock out a user after many failures.
    return unexpected(login, reply.value(), "the user of [keystone_authtoken] is refused");
  }
  const auto token = readToken(reply.value().body);
  if (reply.value().status != 201 || !token || !isTokenText(reply.value().subjectToken)) {
    return unexpected(login, reply.value(), "the reply has no token");
  }
  const std::int64_t life = token.value().expires - clock_();
  return std::make_shared<const OwnToken>(
      OwnToken{reply.value().subjectToken, token.value().credentials.user_id,
               token.value().expires - std::min(kRenewal, life / 2)});
}

Result<HttpReply> KeystoneClient::sendWithRetries(const HttpRequest& request) {
  const milliseconds perTry = std::chrono::seconds(config_.connectTimeout);
  const auto end = SteadyClock::now() + 2 * perTry;
  milliseconds pause = kFirstPause;
  for (int attempt = 0;; ++attempt) {
    if (!breaker_.admits()) return unavailable(request, "it did not answer a recent request");
    const auto left = std::chrono::duration_cast<milliseconds>(end - SteadyClock::now());
    auto reply = http_.exchange(request, std::min(perTry, left));
    const bool answered = reply && reply.value().status < 500;
    if (answered || attempt == config_.maxRetries || SteadyClock::now() + pause >= end) {
      breaker_.report(static_cast<bool>(reply));
      if (answered) return reply;
      return reply ? unexpected(request, reply.value())
                   : unavailable(request, reply.error().detail);
    }
    std::this_thread::sleep_for(pause);
    pause *= 2;
  }
}

Error KeystoneClient::unavailable(const HttpRequest& request, std::string_view why) const {
  std::string detail = request.method + ' ' + config_.authUrl + request.path + ": ";
  detail.append(why);
  return {ErrorCode::Unavailable,
          "The identity service does not answer correctly; try again.",
          {},
          std::move(detail)};
}

}  // namespace freezer::server
