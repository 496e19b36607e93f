#include "server/server.h"

#include <Poco/Net/SocketAddress.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <mutex>
#include <utility>

#include "server/answer.h"
#include "server/auth/identity.h"
#include "server/http/acceptor.h"
#include "server/http/access_log.h"
#include "server/http/connections.h"
#include "server/http/http_adapter.h"
#include "server/http/listener.h"
#include "server/http/tls_context.h"

namespace freezer::server {
namespace {

std::vector<std::string> addressesOf(const std::vector<Listener>& listeners) {
  std::vector<std::string> addresses(listeners.size());
  std::ranges::transform(listeners, addresses.begin(), &Listener::address);
  return addresses;
}

/// 0 for a Unix socket.
std::uint16_t portOf(const Poco::Net::ServerSocket& socket) {
  const Poco::Net::SocketAddress address = socket.address();
  return address.family() == Poco::Net::SocketAddress::UNIX_LOCAL ? 0 : address.port();
}

class HttpServer final : public Server {
 public:
  HttpServer(Freezer& freezer, const ServerConfig& config, Identity identity,
             std::unique_ptr<TlsContext> tls, std::vector<Listener> listeners,
             std::shared_ptr<spdlog::logger> logger)
      : tls_(std::move(tls)),
        addresses_(addressesOf(listeners)),
        port_(portOf(listeners.front().socket)),
        log_(std::move(logger)),
        identity_(std::move(identity)),
        policy_(config.policy),
        context_{
            .authenticator = *identity_.authenticator,
            .policy = policy_,
            .address = port_ == 0 ? "localhost" : listeners.front().socket.address().toString(),
            .limits = config.limits,
            .trustedProxies = config.trustedProxies,
            .publicEndpoint = config.publicEndpoint,
            .identity = identity_.api.get(),
            .trusts = identity_.trusts.get()},
        adapter_(freezer, context_, log_),
        connections_(static_cast<std::size_t>(config.maxConnections),
                     [this](auto& connection) { adapter_.serve(connections_, connection); }),
        listeners_(std::move(listeners)) {
    for (const Listener& listener : listeners_) {
      acceptors_.push_back(std::make_unique<Acceptor>(
          listener,
          [this, &listener](auto& client) { return connections_.add(client, listener.tls); },
          log_));
    }
  }

  ~HttpServer() override { stop(); }

  std::vector<std::string> addresses() const override { return addresses_; }

  std::uint16_t port() const override { return port_; }

  Result<void> reloadTls() override { return tls_ ? tls_->reload() : Result<void>(); }

  void stop() override {
    const std::lock_guard lock(mutex_);
    // First, so that the file cannot be that of a service which starts meanwhile.
    for (Listener& listener : listeners_) listener.file.reset();
    for (const auto& acceptor : acceptors_) acceptor->stop();
    connections_.stop();
  }

 private:
  // Constant after construction; what tls_ begins connections with may change.
  const std::unique_ptr<TlsContext> tls_;
  const std::vector<std::string> addresses_;
  const std::uint16_t port_;
  const AccessLog log_;
  const Identity identity_;
  const Policy policy_;
  const Context context_;
  const HttpAdapter adapter_;

  // Each uses those before it; stopping is protected by mutex_.
  Connections connections_;
  std::vector<Listener> listeners_;
  std::vector<std::unique_ptr<Acceptor>> acceptors_;
  std::mutex mutex_;
};

/// Null where there is to be none.
Result<std::unique_ptr<TlsContext>> openTls(const TlsFiles& files) {
  if (files.certificate.empty() && files.key.empty() && files.clientCa.empty()) {
    return std::unique_ptr<TlsContext>();
  }
  return TlsContext::open(files);
}

}  // namespace

Result<std::unique_ptr<Server>> Server::start(Freezer& freezer, const ServerConfig& config,
                                              std::shared_ptr<spdlog::logger> logger) {
  if (config.maxConnections < 1) {
    return Error{ErrorCode::InvalidRequest, "The service needs at least one connection."};
  }
  if (!logger) logger = spdlog::default_logger();
  auto identity = makeIdentity(config, freezer, logger);
  if (!identity) return identity.error();
  auto tls = openTls(config.tls);
  if (!tls) return tls.error();
  auto listeners = listen(config, tls.value().get());
  if (!listeners) return listeners.error();
  return std::unique_ptr<Server>(std::make_unique<HttpServer>(
      freezer, config, std::move(identity).value(), std::move(tls).value(),
      std::move(listeners).value(), std::move(logger)));
}

}  // namespace freezer::server
