#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/result.h"

namespace freezer::server {

/// An address to listen on.
struct BindAddress {
  std::string host;
  std::uint16_t port = 0;  ///< 0: any free port.
};

/// Reads "127.0.0.1:9100" or "[::1]:9100"; none for an empty text. InvalidRequest for any other.
Result<std::optional<BindAddress>> parseBindAddress(const std::string& text);

}  // namespace freezer::server
