#pragma once

#include <Poco/Net/SocketAddress.h>

#include <string>
#include <string_view>

#include "server/http/request.h"
#include "server/http/trusted_proxies.h"

namespace freezer::server {

/// The client address of all clients of the Unix socket.
inline constexpr std::string_view kUnixPeer = "unix";

/// The other end of a connection: a client, or a proxy on its behalf.
struct Peer {
  std::string address = {};  ///< Its IP address, or kUnixPeer.
  bool isTrusted = false;    ///< Whether it is a trusted proxy.
};

/// The peer with the address `client`. To be called once a connection, not for each request.
Peer peerOf(const Poco::Net::SocketAddress& client, const TrustedProxies& proxies);

/// Sets the client address of `request`, whose scheme is that of the connection. If `peer` is
/// trusted, client, scheme and host are taken from its X-Forwarded fields. Malformed values are
/// ignored.
///
/// Each proxy appends what it saw to the values that it received. So the client is the last
/// address that is no trusted proxy. Of the other fields, as many of the last values count as
/// there were trusted proxies on the way; values further to the left can be forged.
void setOrigin(Request& request, const Peer& peer, const TrustedProxies& proxies);

}  // namespace freezer::server
