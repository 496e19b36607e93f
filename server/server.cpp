#include "server/server.h"

#include <Poco/Exception.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/SocketAddress.h>
#include <spdlog/spdlog.h>

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <utility>

#include "server/acceptor.h"
#include "server/access_log.h"
#include "server/answer.h"
#include "server/auth/noauth.h"
#include "server/connections.h"
#include "server/http_adapter.h"

namespace freezer::server {
namespace {

using Poco::Net::ServerSocket;
using Poco::Net::SocketAddress;

constexpr int kBacklog = 1024;

std::unique_ptr<const Authenticator> makeAuthenticator(const ServerConfig& config,
                                                       Freezer& freezer) {
  switch (config.auth) {
    case AuthStrategy::NoAuth: return std::make_unique<NoAuth>(config.user, config.project);
    case AuthStrategy::Builtin: return std::make_unique<Builtin>(freezer.tokens());
  }
  std::abort();  // Not reached: every strategy has a case.
}

class HttpServer final : public Server {
 public:
  HttpServer(Freezer& freezer, const ServerConfig& config, const ServerSocket& socket,
             std::shared_ptr<spdlog::logger> logger)
      : port_(socket.address().port()),
        log_(std::move(logger)),
        authenticator_(makeAuthenticator(config, freezer)),
        policy_(config.policy),
        identityApi_{config.tokenSeconds},
        context_{.authenticator = *authenticator_,
                 .policy = policy_,
                 .address = socket.address().toString(),
                 .limits = config.limits,
                 .trustedProxies = config.trustedProxies,
                 .publicEndpoint = config.publicEndpoint,
                 .identity = config.auth == AuthStrategy::Builtin ? &identityApi_ : nullptr},
        adapter_(freezer, context_, log_),
        connections_(static_cast<std::size_t>(config.maxConnections),
                     [this](auto& connection) { adapter_.serve(connections_, connection); }),
        acceptor_(
            socket, [this](auto& client) { return connections_.add(client); }, log_) {}

  ~HttpServer() override { stop(); }

  std::uint16_t port() const override { return port_; }

  void stop() override {
    const std::lock_guard lock(mutex_);
    acceptor_.stop();
    connections_.stop();
  }

 private:
  // Constant after construction.
  const std::uint16_t port_;
  const AccessLog log_;
  const std::unique_ptr<const Authenticator> authenticator_;
  const Policy policy_;
  IdentityApi identityApi_;  // Safe to use from several threads at once.
  const Context context_;
  const HttpAdapter adapter_;

  // Each uses those before it; stopping is protected by mutex_.
  Connections connections_;
  Acceptor acceptor_;
  std::mutex mutex_;
};

Error cannotListen(const ServerConfig& config, const std::string& why) {
  return {ErrorCode::InvalidRequest, "Cannot listen on " + config.bindHost + " port " +
                                         std::to_string(config.bindPort) + ": " + why};
}

Result<ServerSocket> listen(const ServerConfig& config) try {
  const SocketAddress address(config.bindHost, config.bindPort);
  if (config.auth == AuthStrategy::NoAuth && !address.host().isLoopback() &&
      !config.allowRemoteNoauth) {
    return cannotListen(config,
                        "with noauth, anyone who can reach it is an administrator. Bind to "
                        "127.0.0.1, or allow noauth beyond loopback in so many words.");
  }
  ServerSocket socket;
  // Without reusePort: two services on one port would share its connections.
  socket.bind(address, true, false);
  socket.listen(kBacklog);
  return socket;
} catch (const Poco::Exception& caught) {
  return cannotListen(config, caught.displayText() + ". Choose another host or port.");
}

}  // namespace

Result<std::unique_ptr<Server>> Server::start(Freezer& freezer, const ServerConfig& config,
                                              std::shared_ptr<spdlog::logger> logger) {
  if (config.maxConnections < 1) return cannotListen(config, "it needs at least one connection.");
  const auto socket = listen(config);
  if (!socket) return socket.error();
  if (!logger) logger = spdlog::default_logger();
  return std::unique_ptr<Server>(
      std::make_unique<HttpServer>(freezer, config, socket.value(), std::move(logger)));
}

}  // namespace freezer::server
