#pragma once

#include <string_view>

namespace freezer::server {

/// Why a connection cannot go on: the answer to its request, after which it is closed.
struct Refusal {
  int status;
  std::string_view description;
};

inline constexpr Refusal kBodyTooLarge = {
    413, "The body of the request is too large: see [limits] max_body and max_login_body."};

}  // namespace freezer::server
