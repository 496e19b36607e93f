#pragma once

#include <cstdint>
#include <string>

#include "core/json/document.h"
#include "tests/clients/account.h"
#include "tests/support/raw_client.h"

namespace freezer::test {

/// The result of a login.
struct Token {
  std::string text;
  std::string userId;
  std::string projectId;
};

/// A client of the Identity v3 API on the loopback address.
class IdentityApi {
 public:
  /// `path` is the path of the version, such as "/v3".
  IdentityApi(std::uint16_t port, std::string path);

  std::string url() const;

  /// Whether the version document can be read.
  bool answers() const;

  /// A token for the project of `account`; throws if the login is refused.
  Token tokenOf(const Account& account) const;

  /// Whether the token is valid.
  bool accepts(const std::string& token) const;

  /// The reply to a request with this token; throws if the request fails.
  Document ask(const std::string& method, const std::string& path, const std::string& body,
               const std::string& token) const;

 private:
  Reply exchange(const std::string& method, const std::string& path, const std::string& body,
                 const std::string& token) const;

  std::uint16_t port_;
  std::string path_;
};

}  // namespace freezer::test
