#include "server/http/listener.h"

#include <Poco/Exception.h>
#include <Poco/Net/SocketAddress.h>

#include <utility>

namespace freezer::server {
namespace {

using Poco::Net::ServerSocket;
using Poco::Net::SocketAddress;

Error cannotListen(const std::string& place, const std::string& why) {
  return {ErrorCode::InvalidRequest, "Cannot listen on " + place + ": " + why};
}

/// "http://127.0.0.1:9090", "http://[::1]:9090".
std::string urlOf(const std::string& host, const ServerSocket& socket, bool isTls) {
  const bool ipv6 = host.find(':') != std::string::npos;
  return (isTls ? "https://" : "http://") + (ipv6 ? "[" + host + "]" : host) + ":" +
         std::to_string(socket.address().port());
}

std::string placeOf(const ServerConfig& config) {
  return config.bindHost + " port " + std::to_string(config.bindPort);
}

Error cannotUse(const ServerConfig& config, const Poco::Exception& caught) {
  return cannotListen(placeOf(config), caught.displayText() + ". Choose another host or port.");
}

/// Whether clients on other machines may reach `address`.
Result<void> checkReach(const ServerConfig& config, const SocketAddress& address) {
  const bool isNoauth = config.strategy == AuthStrategy::NoAuth && !config.allowRemoteNoauth;
  if (!isNoauth || address.host().isLoopback()) return {};
  return cannotListen(placeOf(config),
                      "with noauth, every client is an administrator. Bind to 127.0.0.1, or allow "
                      "noauth beyond loopback by --allow-remote-noauth or [noauth] allow_remote.");
}

Result<Listener> listenOnTcp(const ServerConfig& config, const TlsContext* tls) {
  try {
    const SocketAddress address(config.bindHost, config.bindPort);
    ServerSocket socket;
    // Without reusePort: two services on one port would share its connections.
    socket.bind(address, true, false);
    socket.listen(kBacklog);
    return Listener{socket, urlOf(config.bindHost, socket, tls != nullptr), tls};
  } catch (const Poco::Exception& caught) {
    return cannotUse(config, caught);
  }
}

Result<Listener> listenOnUnixSocket(const std::string& path) {
  const std::string place = "unix:" + path;
  try {
    if (const auto free = freeSocketPath(path); !free) {
      return cannotListen(place, free.error().message);
    }
    ServerSocket socket;
    socket.bind(SocketAddress(SocketAddress::UNIX_LOCAL, path));
    auto file = std::make_unique<SocketFile>(path);
    // No client can connect before listen(), so the permissions were never wider.
    if (const auto shared = file->shareWithGroup(); !shared) {
      return cannotListen(place, shared.error().message);
    }
    socket.listen(kBacklog);
    return Listener{socket, place, nullptr, std::move(file)};
  } catch (const Poco::Exception& caught) {
    return cannotListen(place, caught.displayText() + ". Its folder must exist and be writable.");
  }
}

}  // namespace

Result<void> checkAddresses(const ServerConfig& config) try {
  if (config.bindHost.empty() && config.bindSocket.empty()) {
    return Error{ErrorCode::InvalidRequest,
                 "No listener is configured: set a host, a Unix socket or both."};
  }
  if (config.bindHost.empty()) return {};
  return checkReach(config, SocketAddress(config.bindHost, config.bindPort));
} catch (const Poco::Exception& caught) {
  return cannotUse(config, caught);
}

Result<std::vector<Listener>> listen(const ServerConfig& config, const TlsContext* tls) {
  if (const auto checked = checkAddresses(config); !checked) return checked.error();
  std::vector<Listener> listeners;
  if (!config.bindHost.empty()) {
    auto listener = listenOnTcp(config, tls);
    if (!listener) return listener.error();
    listeners.push_back(std::move(listener).value());
  }
  if (!config.bindSocket.empty()) {
    auto listener = listenOnUnixSocket(config.bindSocket);
    if (!listener) return listener.error();
    listeners.push_back(std::move(listener).value());
  }
  return listeners;
}

}  // namespace freezer::server
