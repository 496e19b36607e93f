#include "server/http/origin.h"

#include <cstddef>
#include <optional>

#include "server/http/text.h"
#include "server/http/uri.h"

namespace freezer::server {
namespace {

/// Removes the last of the comma-separated `values` and returns it.
std::string_view takeLast(std::string_view& values) {
  const std::size_t comma = values.rfind(',');
  const std::string_view last = values.substr(comma == values.npos ? 0 : comma + 1);
  values.remove_suffix(comma == values.npos ? values.size() : last.size() + 1);
  return trimmed(last, kOptionalSpace);
}

/// The value that the first of `count` trusted proxies appended to a field, or the first of
/// these values that exists.
std::string_view valueOf(int count, const std::optional<std::string>& field) {
  std::string_view values = field ? std::string_view(*field) : std::string_view{};
  std::string_view value;
  for (; count > 0 && !values.empty(); --count) value = takeLast(values);
  return value;
}

/// Follows X-Forwarded-For from the trusted peer back to the client. Returns the
/// number of trusted proxies on the way.
int traceBack(Request& request, const TrustedProxies& proxies) {
  std::string_view hops = request.forwardedFor ? std::string_view(*request.forwardedFor) : "";
  int count = 1;
  while (!hops.empty()) {
    const auto hop = IpAddress::parse(std::string(takeLast(hops)));
    if (!hop) break;
    request.clientAddress = hop->text();
    if (!proxies.include(*hop)) break;
    ++count;
  }
  return count;
}

}  // namespace

Peer peerOf(const Poco::Net::SocketAddress& client, const TrustedProxies& proxies) {
  if (client.family() == Poco::Net::SocketAddress::UNIX_LOCAL) {
    return {std::string(kUnixPeer), proxies.includeUnixSocket()};
  }
  const IpAddress address(client.host());
  return {address.text(), proxies.include(address)};
}

void setOrigin(Request& request, const Peer& peer, const TrustedProxies& proxies) {
  request.clientAddress = peer.address;
  if (!peer.isTrusted) return;
  const int count = traceBack(request, proxies);
  const std::string_view scheme = valueOf(count, request.forwardedProto);
  if (scheme == "https") request.scheme = "https";
  if (scheme == "http") request.scheme = "http";
  const std::string_view host = valueOf(count, request.forwardedHost);
  if (isHostAndPort(host)) request.host = host;
}

}  // namespace freezer::server
