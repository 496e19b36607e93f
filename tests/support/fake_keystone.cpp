#include "tests/support/fake_keystone.h"

#include <Poco/DateTimeFormatter.h>
#include <Poco/URI.h>

#include <algorithm>

namespace freezer::test {
namespace {

constexpr const char* kServiceUser = "id-of-freezer";
const std::string kTokens = "/v3/auth/tokens";
const std::string kTrusts = "/v3/OS-TRUST/trusts";

std::string timeIn(int seconds) {
  const Poco::Timestamp time = Poco::Timestamp() + Poco::Timespan(seconds, 0);
  return Poco::DateTimeFormatter::format(time, "%Y-%m-%dT%H:%M:%S.000000Z");
}

std::string tokenBody(const FakeKeystone::Bearer& bearer) {
  Document body;
  body.set("/token/expires_at", timeIn(bearer.seconds));
  body.set("/token/user/id", bearer.user_id);
  body.set("/token/user/name", bearer.user_id + "-name");
  if (bearer.project_id.empty()) return body.text();
  body.set("/token/project/id", bearer.project_id);
  Array roles = Array::make(bearer.roles.size());
  for (std::size_t i = 0; i < bearer.roles.size(); ++i) {
    Document role;
    role.set("/name", bearer.roles[i]);
    role.set("/id", "id-of-" + bearer.roles[i]);
    roles.set(static_cast<unsigned>(i), role.object());
  }
  body.set("/token/roles", roles);
  return body.text();
}

/// A trust in a list, which has no roles.
Document listed(const Document& trust) {
  Document shown = trust.clone();
  shown.remove("/roles");
  return shown;
}

}  // namespace

FakeKeystone::FakeKeystone(const std::string& pem)
    : server_(std::make_unique<FakeHttpServer>([this](const Asked& asked) { return answer(asked); },
                                               pem)),
      url_(server_->url()) {}

FakeKeystone::~FakeKeystone() = default;

std::string FakeKeystone::url() const {
  return url_;
}

void FakeKeystone::add(const std::string& token, const Bearer& bearer) {
  const std::lock_guard lock(mutex_);
  bearers_[token] = bearer;
}

void FakeKeystone::remove(const std::string& token) {
  const std::lock_guard lock(mutex_);
  bearers_.erase(token);
}

void FakeKeystone::revokeServiceTokens() {
  const std::lock_guard lock(mutex_);
  serviceTokens_.clear();
}

void FakeKeystone::setServiceSeconds(int seconds) {
  const std::lock_guard lock(mutex_);
  serviceSeconds_ = seconds;
}

void FakeKeystone::answerInstead(Instead instead) {
  const std::lock_guard lock(mutex_);
  instead_ = std::move(instead);
}

void FakeKeystone::stop() {
  server_.reset();
}

int FakeKeystone::count(std::string_view methodAndPath) const {
  const std::lock_guard lock(mutex_);
  return static_cast<int>(std::ranges::count_if(asked_, [&](const Asked& asked) {
    return asked.method + ' ' + asked.path == methodAndPath;
  }));
}

void FakeKeystone::awaitCount(std::string_view methodAndPath, int count) const {
  std::unique_lock lock(mutex_);
  grown_.wait(lock, [&] {
    return std::ranges::count_if(asked_, [&](const Asked& asked) {
             return asked.method + ' ' + asked.path == methodAndPath;
           }) >= count;
  });
}

std::vector<FakeKeystone::Asked> FakeKeystone::asked() const {
  const std::lock_guard lock(mutex_);
  return asked_;
}

int FakeKeystone::connections() const {
  return server_->connections();
}

std::set<std::string> FakeKeystone::trusts() const {
  const std::lock_guard lock(mutex_);
  std::set<std::string> ids;
  for (const auto& [id, trust] : trusts_) ids.insert(id);
  return ids;
}

Document FakeKeystone::trust(const std::string& id) const {
  const std::lock_guard lock(mutex_);
  return trusts_.at(id).clone();
}

FakeKeystone::Answer FakeKeystone::answer(const Asked& asked) {
  Instead instead;
  {
    const std::lock_guard lock(mutex_);
    asked_.push_back(asked);
    instead = instead_;
  }
  grown_.notify_all();
  if (instead) {
    if (auto answer = instead(asked)) return *std::move(answer);
  }
  const std::lock_guard lock(mutex_);
  return usual(asked);
}

FakeKeystone::Answer FakeKeystone::usual(const Asked& asked) {
  if (asked.method == "POST" && asked.path == kTokens) return login(asked);
  const auto bearer = bearers_.find(asked.token);
  const bool isService = serviceTokens_.contains(asked.token);
  if (!isService && bearer == bearers_.end()) return {.status = 401, .body = R"({"error": {}})"};
  if (asked.path == kTokens) return validate(asked);
  return onTrusts(asked, isService ? kServiceUser : bearer->second.user_id);
}

FakeKeystone::Answer FakeKeystone::login(const Asked& asked) {
  const Document body = Document::parse(asked.body).value();
  if (body.textAt("/auth/identity/password/user/password") != kPassword) return {.status = 401};
  const std::string token = "token-of-the-service-" + std::to_string(++made_);
  serviceTokens_.insert(token);
  return {.status = 201,
          .body = tokenBody({kServiceUser, "p-service", {"service"}, serviceSeconds_}),
          .headers = {{"X-Subject-Token", token}}};
}

FakeKeystone::Answer FakeKeystone::validate(const Asked& asked) const {
  const auto bearer = bearers_.find(asked.subject);
  if (bearer == bearers_.end()) return {.status = 404, .body = R"({"error": {}})"};
  const bool allowsExpired = asked.query.find("allow_expired=1") != std::string::npos;
  if (bearer->second.seconds < 0 && !allowsExpired) return {.status = 404};
  return {.body = tokenBody(bearer->second)};
}

FakeKeystone::Answer FakeKeystone::onTrusts(const Asked& asked, const std::string& user) {
  if (asked.method == "POST") return createTrust(asked, user);
  if (asked.path == kTrusts) {
    std::string list;
    for (const auto& [id, trust] : trusts_) {
      if (asked.query != "trustor_user_id=" + trust.textAt("/trustor_user_id")) continue;
      list.append(list.empty() ? "" : ",").append(listed(trust).text());
    }
    return {.body = R"({"trusts": [)" + list + "]}"};
  }
  const auto trust = trusts_.find(asked.path.substr(kTrusts.size() + 1));
  if (trust == trusts_.end()) return {.status = 404};
  if (asked.method != "DELETE") return {.body = R"({"trust": )" + trust->second.text() + "}"};
  const bool may = user == kServiceUser || user == trust->second.textAt("/trustor_user_id");
  if (!may) return {.status = 403};
  trusts_.erase(trust);
  return {.status = 204};
}

FakeKeystone::Answer FakeKeystone::createTrust(const Asked& asked, const std::string& user) {
  Document trust = Document::viewOf(Document::parse(asked.body).value().objectAt("/trust"));
  if (trust.textAt("/trustor_user_id") != user) return {.status = 403};
  // Keystone returns the id and the name of a role, whichever was given.
  for (const ValueRef entry : trust.arrayAt("/roles")) {
    Document role = Document::viewOf(asObject(entry));
    if (role.textAt("/id").empty()) role.set("/id", "id-of-" + role.textAt("/name"));
    if (role.textAt("/name").empty()) role.set("/name", role.textAt("/id").substr(6));
  }
  const std::string id = "trust-" + std::to_string(++made_);
  trust.set("/id", id);
  trust.set("/expires_at", Value());
  trust.set("/remaining_uses", Value());
  const std::string text = trust.text();
  trusts_[id] = std::move(trust);
  return {.status = 201, .body = R"({"trust": )" + text + "}"};
}

}  // namespace freezer::test
