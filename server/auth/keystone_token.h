#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/caller.h"
#include "core/result.h"

namespace freezer::server {

/// The description of a token by Keystone.
struct KeystoneToken {
  Credentials credentials;
  std::vector<std::string> roleIds;
  std::int64_t expires = 0;  ///< Seconds since the epoch.
};

/// Parses the body of a reply of /v3/auth/tokens. InvalidDocument if it is malformed.
Result<KeystoneToken> readToken(std::string_view body);

}  // namespace freezer::server
