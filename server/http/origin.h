#pragma once

#include <Poco/Net/SocketAddress.h>

#include <string>
#include <string_view>

#include "server/http/request.h"
#include "server/http/trusted_proxies.h"

namespace freezer::server {

/// What clientAddress is for whoever comes by the Unix socket.
inline constexpr std::string_view kUnixPeer = "unix";

/// The other end of a connection: a client, or a proxy on its behalf.
struct Peer {
  std::string address = {};  ///< Its IP address, or kUnixPeer.
  bool isTrusted = false;    ///< Whether it is a proxy that is believed.
};

/// The peer with the address `client`. To be called once a connection, not for each request.
Peer peerOf(const Poco::Net::SocketAddress& client, const TrustedProxies& proxies);

/// Completes `request`, whose scheme is that of the connection, with the address of
/// the client; if `peer` is trusted, with all that it says of client and URL in its
/// X-Forwarded fields. A value that is malformed is as if it were not there.
///
/// Each proxy adds what it saw to the right of what it was sent. So the client is
/// the last address that is no trusted proxy, and as many of the last values of the
/// other fields count as there were trusted proxies on the way: those to the left
/// may be of anyone's making.
void setOrigin(Request& request, const Peer& peer, const TrustedProxies& proxies);

}  // namespace freezer::server
