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

BindAddress addressOf(const ServerConfig& config) {
  return {config.bindHost, config.bindPort};
}

std::string placeOf(const BindAddress& address) {
  return address.host + " port " + std::to_string(address.port);
}

Error cannotUse(const BindAddress& address, const Poco::Exception& caught) {
  return cannotListen(placeOf(address), caught.displayText() + ". Choose another host or port.");
}

/// Whether clients on other machines may reach `address`.
Result<void> checkReach(const ServerConfig& config, const SocketAddress& address) {
  const bool isNoauth = config.strategy == AuthStrategy::NoAuth && !config.allowRemoteNoauth;
  if (!isNoauth || address.host().isLoopback()) return {};
  return cannotListen(placeOf(addressOf(config)),
                      "with noauth, every client is an administrator. Bind to 127.0.0.1, or allow "
                      "noauth beyond loopback by --allow-remote-noauth or [noauth] allow_remote.");
}

Result<SocketAddress> resolved(const BindAddress& address) try {
  return SocketAddress(address.host, address.port);
} catch (const Poco::Exception& caught) {
  return cannotUse(address, caught);
}

Result<Listener> listenOnTcp(const BindAddress& place, const TlsContext* tls) {
  try {
    const SocketAddress address(place.host, place.port);
    ServerSocket socket;
    // Without reusePort: two services on one port would share its connections.
    socket.bind(address, true, false);
    socket.listen(kBacklog);
    return Listener{socket, urlOf(place.host, socket, tls != nullptr), tls};
  } catch (const Poco::Exception& caught) {
    return cannotUse(place, caught);
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

Result<void> checkAddresses(const ServerConfig& config) {
  if (config.bindHost.empty() && config.bindSocket.empty()) {
    return Error{ErrorCode::InvalidRequest,
                 "No listener is configured: set a host, a Unix socket or both."};
  }
  if (!config.bindHost.empty()) {
    const auto address = resolved(addressOf(config));
    if (!address) return address.error();
    if (const auto reach = checkReach(config, address.value()); !reach) return reach;
  }
  if (!config.metrics || !config.metricsBind) return {};
  const auto address = resolved(*config.metricsBind);
  return address ? Result<void>() : address.error();
}

Result<std::vector<Listener>> listen(const ServerConfig& config, const TlsContext* tls) {
  if (const auto checked = checkAddresses(config); !checked) return checked.error();
  std::vector<Listener> listeners;
  if (!config.bindHost.empty()) {
    auto listener = listenOnTcp(addressOf(config), tls);
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

Result<std::optional<Listener>> listenForMetrics(const ServerConfig& config) {
  if (!config.metrics || !config.metricsBind) return std::optional<Listener>();
  auto listener = listenOnTcp(*config.metricsBind, nullptr);
  if (!listener) return listener.error();
  return std::optional(std::move(listener).value());
}

}  // namespace freezer::server
