#include "server/http/bind_address.h"

#include <cstddef>
#include <limits>
#include <utility>

#include "core/text.h"
#include "server/http/uri.h"

namespace freezer::server {

Result<std::optional<BindAddress>> parseBindAddress(const std::string& text) {
  if (text.empty()) return std::optional<BindAddress>();
  const std::size_t colon = text.rfind(':');
  const auto port = colon == text.npos ? std::nullopt : parseInteger(text.substr(colon + 1));
  const bool isPort = port && *port >= 0 && *port <= std::numeric_limits<std::uint16_t>::max();
  if (!isPort || colon == 0 || !isHostAndPort(text)) {
    return Error{ErrorCode::InvalidRequest,
                 "must be an address and a port, such as 127.0.0.1:9100 or [::1]:9100"};
  }
  std::string host = text.substr(0, colon);
  if (host.starts_with('[')) host = host.substr(1, host.size() - 2);
  return std::optional(BindAddress{std::move(host), static_cast<std::uint16_t>(*port)});
}

}  // namespace freezer::server
