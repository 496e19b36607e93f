#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "tests/server/service.h"
#include "tests/support/fake_keystone.h"

namespace freezer::test {

/// A service with a fake Keystone of its own. The first request starts it, with config_ as it
/// is then.
class KeystoneServiceTest : public testing::Test {
 protected:
  KeystoneServiceTest() {
    config_.strategy = server::AuthStrategy::Keystone;
    config_.keystone.authUrl = keystone_.url();
    config_.keystone.username = "freezer";
    config_.keystone.password = FakeKeystone::kPassword;
    config_.keystone.userDomainName = "Default";
    config_.keystone.projectName = "service";
    config_.keystone.projectDomainName = "Default";
    config_.keystone.maxRetries = 0;
    keystone_.add(kAlice, {.user_id = "alice"});
  }

  HttpService& service() {
    if (!service_) service_ = std::make_unique<HttpService>(store_.freezer, config_);
    return *service_;
  }

  Reply ask(const std::string& token, const std::string& method, const std::string& target,
            const std::string& body = "") {
    return service().ask({method, target, body, {"X-Auth-Token: " + token}});
  }

  Reply list(const std::string& token) { return ask(token, "GET", "/v2/p1/jobs"); }

  static constexpr const char* kAlice = "token-of-alice";
  static constexpr const char* kLogin = "POST /v3/auth/tokens";
  static constexpr const char* kValidation = "GET /v3/auth/tokens";

  TestStore store_;
  FakeKeystone keystone_;
  server::ServerConfig config_;

 private:
  std::unique_ptr<HttpService> service_;
};

}  // namespace freezer::test
