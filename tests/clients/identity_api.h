#pragma once

#include <cstdint>
#include <string>

#include "core/json/document.h"
#include "tests/clients/account.h"
#include "tests/support/raw_client.h"

namespace freezer::test {

/// What a user gets for name and password.
struct Token {
  std::string text;
  std::string userId;
  std::string projectId;
};

/// The Identity v3 API, wherever on the loopback it is offered.
class IdentityApi {
 public:
  /// `path` is that of the version: "/v3".
  IdentityApi(std::uint16_t port, std::string path);

  std::string url() const;

  /// Whether its version can be read.
  bool answers() const;

  /// A token for the project of `account`; throws when it is refused.
  Token tokenOf(const Account& account) const;

  /// Whether it vouches for the bearer of `token`.
  bool accepts(const std::string& token) const;

  /// What it answers to a request with this token; throws unless it succeeds.
  Document ask(const std::string& method, const std::string& path, const std::string& body,
               const std::string& token) const;

 private:
  Reply exchange(const std::string& method, const std::string& path, const std::string& body,
                 const std::string& token) const;

  std::uint16_t port_;
  std::string path_;
};

}  // namespace freezer::test
