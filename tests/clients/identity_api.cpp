#include "tests/clients/identity_api.h"

#include <Poco/Exception.h>

#include <stdexcept>
#include <utility>

namespace freezer::test {
namespace {

std::string credentials(const Account& account) {
  const std::string user(account.name);
  const std::string project(account.project);
  return R"({"auth":{"identity":{"methods":["password"],"password":{"user":{"name":")" + user +
         R"(","domain":{"name":"Default"},"password":")" + passwordOf(account) +
         R"("}}},"scope":{"project":{"name":")" + project + R"(","domain":{"name":"Default"}}}}})";
}

}  // namespace

IdentityApi::IdentityApi(std::uint16_t port, std::string path)
    : port_(port), path_(std::move(path)) {}

std::string IdentityApi::url() const {
  return "http://127.0.0.1:" + std::to_string(port_) + path_;
}

bool IdentityApi::answers() const try {
  return exchange("GET", "", "", "").status == 200;
} catch (const Poco::Exception&) {
  return false;  // The connection was refused.
}

Token IdentityApi::tokenOf(const Account& account) const {
  const Reply reply = exchange("POST", "/auth/tokens", credentials(account), "");
  if (reply.status != 201) {
    throw std::runtime_error("no token for " + std::string(account.name) + ": " +
                             std::to_string(reply.status) + ' ' + reply.body);
  }
  return {reply.header("x-subject-token"), reply.at("/token/user/id"),
          reply.at("/token/project/id")};
}

bool IdentityApi::accepts(const std::string& token) const {
  const Ask ask = {
      "GET", path_ + "/auth/tokens", "", {"X-Auth-Token: " + token, "X-Subject-Token: " + token}};
  return RawClient(port_).exchange(ask).status == 200;
}

Document IdentityApi::ask(const std::string& method, const std::string& path,
                          const std::string& body, const std::string& token) const {
  const Reply reply = exchange(method, path, body, token);
  if (reply.status < 200 || reply.status > 299) {
    throw std::runtime_error(method + ' ' + path_ + path + ": " + std::to_string(reply.status) +
                             ' ' + reply.body);
  }
  return reply.body.empty() ? Document() : reply.json();
}

Reply IdentityApi::exchange(const std::string& method, const std::string& path,
                            const std::string& body, const std::string& token) const {
  Ask ask = {method, path_ + path, body, {"Content-Type: application/json"}};
  if (!token.empty()) ask.headers.push_back("X-Auth-Token: " + token);
  return RawClient(port_).exchange(ask);
}

}  // namespace freezer::test
