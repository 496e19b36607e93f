#pragma once

#include <spdlog/spdlog.h>

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "core/freezer.h"
#include "server/answer.h"
#include "server/auth/local.h"
#include "server/server.h"
#include "tests/core/store/engines.h"
#include "tests/support/raw_client.h"

namespace freezer::test {

/// A service that takes requests.
class Service {
 public:
  virtual ~Service() = default;
  virtual Reply ask(const Ask& ask) = 0;
};

/// An empty store.
struct TestStore {
  StorePlace place;
  const TemporaryFolder& folder = place.folder();
  std::unique_ptr<Store> store = place.open();
  Freezer freezer{*store};
};

/// Calls answer(), without sockets.
class DirectService : public Service {
 public:
  explicit DirectService(Freezer& freezer) : freezer_(freezer) {}

  Reply ask(const Ask& ask) override;

 private:
  Freezer& freezer_;
  server::NoAuth noauth_{"admin", "default"};
  Policy policy_;
  server::Incidents incidents_{spdlog::default_logger()};
  server::Context context_{noauth_, policy_, incidents_, "127.0.0.1:9090"};
};

/// A server on a free port of the loopback.
class HttpService : public Service {
 public:
  explicit HttpService(Freezer& freezer, server::ServerConfig config = {},
                       AuditSink* audit = nullptr);

  /// Sends with Poco's client, over a new connection for each request.
  Reply ask(const Ask& ask) override;

  server::Server& server() { return *server_; }
  std::uint16_t port() const { return server_->port(); }

  /// The log so far.
  std::string log() const;

  /// Waits until the log contains `text`. Returns false if it does not.
  bool logs(std::string_view text) const;

 private:
  struct Log;
  std::shared_ptr<Log> log_;
  std::unique_ptr<server::Server> server_;
};

}  // namespace freezer::test
