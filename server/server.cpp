#include "server/server.h"

#include <Poco/AutoPtr.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerParams.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/ThreadPool.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "server/answer.h"
#include "server/auth/identity.h"
#include "server/handlers/search_watch.h"
#include "server/http/access_log.h"
#include "server/http/connections.h"
#include "server/http/listener.h"
#include "server/http/listening_socket.h"
#include "server/http/request_handler.h"
#include "server/http/tls_context.h"
#include "server/incidents.h"
#include "server/last_seen.h"
#include "server/metrics/metrics.h"
#include "server/page_memory.h"

namespace freezer::server {
namespace {

/// Monitoring systems keep few connections.
constexpr int kMetricsConnections = 16;

/// All listeners of the service.
struct Listeners {
  std::vector<Listener> api;
  std::optional<Listener> metrics;  ///< For the metrics only.
};

std::vector<std::string> addressesOf(const Listeners& listeners) {
  std::vector<std::string> addresses(listeners.api.size());
  std::ranges::transform(listeners.api, addresses.begin(), &Listener::address);
  if (listeners.metrics) addresses.push_back(listeners.metrics->address + "/metrics");
  return addresses;
}

/// The same answers on the listener for the metrics.
Context onMetricsListener(Context context) {
  context.offer = Offer::Metrics;
  return context;
}

/// The number of connections from one address.
std::size_t shareOf(const ServerConfig& config) {
  const int half = (config.maxConnections + 1) / 2;
  const int share = config.maxConnectionsPerAddress;
  return static_cast<std::size_t>(share > 0 ? share : half);
}

/// The TCP port; 0 for a Unix socket.
std::uint16_t portOf(const Poco::Net::ServerSocket& socket) {
  const Poco::Net::SocketAddress address = socket.address();
  return address.family() == Poco::Net::SocketAddress::UNIX_LOCAL ? 0 : address.port();
}

/// Poco's HTTP server on one listener.
class Endpoint {
 public:
  Endpoint(Listener listener, const Shared& shared, Poco::ThreadPool& threads, int maxConnections)
      : listener_(std::move(listener)),
        socket_(new ListeningSocket(listener_, shared)),
        server_(new RequestHandlerFactory(shared), threads, ServerSocketOf(socket_),
                params(maxConnections)) {
    server_.setConnectionFilter(new AdmittedOnly);
    server_.start();
  }

  /// Removes the file of a Unix socket.
  void removeFile() { listener_.file.reset(); }

  void stopAccepting() { socket_->stopAccepting(); }

  /// Drops the connections that no thread serves yet.
  void stop() {
    server_.stop();
    listener_.socket.close();
  }

 private:
  struct ServerSocketOf : Poco::Net::ServerSocket {
    explicit ServerSocketOf(Poco::AutoPtr<ListeningSocket> socket)
        : ServerSocket(socket.duplicate(), true) {}
  };

  struct AdmittedOnly : Poco::Net::TCPServerConnectionFilter {
    bool accept(const Poco::Net::StreamSocket& socket) override {
      return static_cast<StrictSocket*>(socket.impl())->isAdmitted();
    }
  };

  static Poco::Net::HTTPServerParams::Ptr params(int maxConnections) {
    Poco::Net::HTTPServerParams::Ptr params(new Poco::Net::HTTPServerParams);
    params->setMaxThreads(maxConnections);
    // Connections limits the connections; what Poco finds too many, it drops without an answer.
    params->setMaxQueued(std::numeric_limits<int>::max());
    // A stop wakes one of the threads that wait for a connection. The others notice it only
    // after this time.
    params->setThreadIdleTime(Poco::Timespan(0, 200 * 1000));
    return params;
  }

  Listener listener_;
  Poco::AutoPtr<ListeningSocket> socket_;
  Poco::Net::HTTPServer server_;
};

class HttpServer final : public Server {
 public:
  HttpServer(Freezer& freezer, const ServerConfig& config, Identity identity,
             std::unique_ptr<TlsContext> tls, Listeners listeners,
             const std::shared_ptr<spdlog::logger>& logger, AuditSink* audit)
      : tls_(std::move(tls)),
        addresses_(addressesOf(listeners)),
        port_(portOf(listeners.api.front().socket)),
        log_(logger),
        identity_(std::move(identity)),
        policy_(config.policy.value_or(Policy())),
        incidents_(logger),
        searches_(config.limits.searchSeconds, incidents_),
        pages_(config.limits.maxPage),
        lastSeen_(freezer, logger),
        connections_(static_cast<std::size_t>(config.maxConnections), shareOf(config), incidents_),
        metrics_(config.metrics ? makeMetrics(freezer, logger) : nullptr),
        context_{
            .authenticator = *identity_.authenticator,
            .policy = policy_,
            .incidents = incidents_,
            .address = port_ == 0 ? "localhost" : listeners.api.front().socket.address().toString(),
            .limits = config.limits,
            .trustedProxies = config.trustedProxies,
            .publicEndpoint = config.publicEndpoint,
            .identity = identity_.api.get(),
            .trusts = identity_.trusts.get(),
            .searches = &searches_,
            .lastSeen = &lastSeen_,
            .pages = &pages_,
            .audit = audit,
            .metrics = metrics_.get(),
            .offer = config.metrics && !listeners.metrics ? Offer::ApiAndMetrics : Offer::Api,
            .console = config.console},
        metricsContext_(onMetricsListener(context_)),
        metricsConnections_(kMetricsConnections, kMetricsConnections, incidents_),
        shared_{freezer, context_, log_, connections_},
        metricsShared_{freezer, metricsContext_, log_, metricsConnections_},
        threads_(1, config.maxConnections * static_cast<int>(listeners.api.size()) +
                        kMetricsConnections + 1) {
    for (Listener& listener : listeners.api) {
      endpoints_.push_back(std::make_unique<Endpoint>(std::move(listener), shared_, threads_,
                                                      config.maxConnections));
    }
    if (listeners.metrics) {
      endpoints_.push_back(std::make_unique<Endpoint>(std::move(*listeners.metrics), metricsShared_,
                                                      threads_, kMetricsConnections));
    }
  }

  ~HttpServer() override { stop(); }

  std::vector<std::string> addresses() const override { return addresses_; }

  std::uint16_t port() const override { return port_; }

  Result<void> reloadTls() override { return tls_ ? tls_->reload() : Result<void>(); }

  void stop() override {
    const std::lock_guard lock(mutex_);
    // First, so that the file cannot be that of a service which starts meanwhile.
    for (const auto& endpoint : endpoints_) endpoint->removeFile();
    for (Connections* connections : {&connections_, &metricsConnections_}) connections->beginStop();
    searches_.stop();
    for (const auto& endpoint : endpoints_) endpoint->stopAccepting();
    for (Connections* connections : {&connections_, &metricsConnections_})
      connections->awaitBegun();
    for (const auto& endpoint : endpoints_) endpoint->stop();
    {
      // At the same time: each may take long.
      const std::jthread stopMetrics([this] { metricsConnections_.stop(); });
      connections_.stop();
    }
    endpoints_.clear();
    threads_.joinAll();
    if (metrics_) metrics_->stop();
    lastSeen_.stop();
  }

 private:
  std::unique_ptr<Metrics> makeMetrics(Freezer& freezer,
                                       const std::shared_ptr<spdlog::logger>& logger) const {
    return std::make_unique<Metrics>(freezer,
                                     MetricSources{freezer, incidents_, connections_,
                                                   *identity_.authenticator, identity_.api.get()},
                                     logger);
  }

  // Constant after construction, apart from the files that tls_ has read.
  const std::unique_ptr<TlsContext> tls_;
  const std::vector<std::string> addresses_;
  const std::uint16_t port_;
  const AccessLog log_;
  const Identity identity_;
  const Policy policy_;
  Incidents incidents_;
  Searches searches_;
  PageMemory pages_;
  LastSeen lastSeen_;
  Connections connections_;
  const std::unique_ptr<Metrics> metrics_;  ///< Null: off.
  const Context context_;
  const Context metricsContext_;  ///< Of the listener for the metrics only.

  // Each uses those before it; stopping is protected by mutex_.
  Connections metricsConnections_;
  const Shared shared_;
  const Shared metricsShared_;
  Poco::ThreadPool threads_;
  std::vector<std::unique_ptr<Endpoint>> endpoints_;
  std::mutex mutex_;
};

}  // namespace

Result<std::unique_ptr<Server>> Server::start(Freezer& freezer, const ServerConfig& config,
                                              std::shared_ptr<spdlog::logger> logger,
                                              AuditSink* audit) {
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
  auto metrics = listenForMetrics(config);
  if (!metrics) return metrics.error();
  return std::unique_ptr<Server>(std::make_unique<HttpServer>(
      freezer, config, std::move(identity).value(), std::move(tls).value(),
      Listeners{std::move(listeners).value(), std::move(metrics).value()}, logger, audit));
}

}  // namespace freezer::server
