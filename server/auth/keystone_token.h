#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/caller.h"
#include "core/result.h"

namespace freezer::server {

/// What Keystone says of a token.
struct KeystoneToken {
  Credentials credentials;
  std::vector<std::string> roleIds;
  std::int64_t expires = 0;  ///< Seconds since the epoch.
};

/// Reads the body of an answer of /v3/auth/tokens; InvalidDocument when it is none.
Result<KeystoneToken> readToken(std::string_view body);

}  // namespace freezer::server
