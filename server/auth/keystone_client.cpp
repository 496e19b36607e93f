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
constexpr milliseconds kFirstPause{50};  // Before the first repetition; doubled for the next.

/// How long before its end the service's token is renewed: so that it is still good
/// when the last of those who took it has used it.
constexpr std::int64_t kRenewal = 60;

HttpClient::Options optionsOf(const KeystoneConfig& config) {
  return {.caFile = config.caFile,
          .certFile = config.certFile,
          .keyFile = config.keyFile,
          .insecure = config.insecure};
}

/// A user, project or domain by its id where that is known, else by its name.
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
  ArrayPtr methods = newArray(1);
  methods->set(0, std::string("password"));
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

Result<HttpReply> KeystoneClient::askWith(const std::string& token, HttpRequest ask) {
  ask.headers.emplace_back("X-Auth-Token", token);
  return this->ask(ask);
}

Result<HttpReply> KeystoneClient::askAsService(const HttpRequest& ask) {
  const auto token = ownToken();
  if (!token) return token.error();
  const std::string& text = token.value()->text;
  auto reply = askWith(text, ask);
  if (!reply || reply.value().status != 401) return reply;
  const auto renewed = ownToken(text);
  if (!renewed) return renewed.error();
  return askWith(renewed.value()->text, ask);
}

Result<std::string> KeystoneClient::userId() {
  const auto token = ownToken();
  if (!token) return token.error();
  return token.value()->user_id;
}

Error KeystoneClient::unexpected(const HttpRequest& ask, const HttpReply& reply,
                                 std::string_view why) const {
  std::string text = "status " + std::to_string(reply.status);
  if (!why.empty()) text.append(", ").append(why);
  return unavailable(ask, text);
}

/// The service's token: a new one where there is none yet, where it is about to
/// expire, and where it is the one that was `refused`. All who need a new one wait
/// for the first of them.
Result<KeystoneClient::OwnTokenPtr> KeystoneClient::ownToken(const std::string& refused) {
  const std::lock_guard lock(renewing_);
  if (token_ && token_->text != refused && token_->renewAt > clock_()) return token_;
  auto renewed = newToken();
  if (renewed) token_ = renewed.value();
  return renewed;
}

Result<KeystoneClient::OwnTokenPtr> KeystoneClient::newToken() {
  const HttpRequest login = {"POST", "/v3/auth/tokens?nocatalog", {}, loginBody(config_)};
  const auto reply = ask(login);
  if (!reply) return reply.error();
  if (reply.value().status == 401) {
    breaker_.report(false);  // Who tries too often may be locked out.
    return unexpected(login, reply.value(), "[keystone_authtoken] names a user who is refused");
  }
  const auto token = readToken(reply.value().body);
  if (reply.value().status != 201 || !token || !isTokenText(reply.value().subjectToken)) {
    return unexpected(login, reply.value(), "which is no token");
  }
  const std::int64_t life = token.value().expires - clock_();
  return std::make_shared<const OwnToken>(
      OwnToken{reply.value().subjectToken, token.value().credentials.user_id,
               token.value().expires - std::min(kRenewal, life / 2)});
}

Result<HttpReply> KeystoneClient::ask(const HttpRequest& ask) {
  const milliseconds perTry = std::chrono::seconds(config_.connectTimeout);
  const auto end = SteadyClock::now() + 2 * perTry;
  milliseconds pause = kFirstPause;
  for (int repetition = 0;; ++repetition) {
    if (!breaker_.admits()) return unavailable(ask, "it has just not answered");
    const auto left = std::chrono::duration_cast<milliseconds>(end - SteadyClock::now());
    auto reply = http_.exchange(ask, std::min(perTry, left));
    const bool answered = reply && reply.value().status < 500;
    if (answered || repetition == config_.maxRetries || SteadyClock::now() + pause >= end) {
      breaker_.report(static_cast<bool>(reply));
      if (answered) return reply;
      return reply ? unexpected(ask, reply.value()) : unavailable(ask, reply.error().detail);
    }
    std::this_thread::sleep_for(pause);
    pause *= 2;
  }
}

Error KeystoneClient::unavailable(const HttpRequest& ask, std::string_view why) const {
  std::string detail = ask.method + ' ' + config_.authUrl + ask.path + ": ";
  detail.append(why);
  return {ErrorCode::Unavailable,
          "The identity service does not answer as it should; try again.",
          {},
          std::move(detail)};
}

}  // namespace freezer::server
