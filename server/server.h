#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/audit/trail.h"
#include "core/freezer.h"
#include "core/json/document.h"
#include "core/policy/policy.h"
#include "core/result.h"
#include "server/auth/keystone_config.h"
#include "server/http/bind_address.h"
#include "server/http/trusted_proxies.h"

namespace spdlog {
class logger;
}

namespace freezer::server {

/// The limits on what a client sends (freezer-api-rest(7), "Limits"). A request that exceeds one
/// gets an error that says so.
struct Limits {
  DocumentLimits document;                ///< 413 for its bytes, also of a body; otherwise 400.
  std::size_t maxLoginBody = 16 * 1024;   ///< Bytes of a body that anybody may send: 413.
  std::size_t maxHeader = 16 * 1024;      ///< Bytes of all header fields: 431.
  std::size_t maxUri = 8 * 1024;          ///< Bytes of the request target: 414.
  std::int64_t maxLimit = kMaxLimit;      ///< Documents on one page of a list.
  std::size_t maxPage = 8 * 1024 * 1024;  ///< Bytes after which a page ends.
  int requestSeconds = 30;                ///< For a whole request (408), or a TLS handshake.
  int keepAliveSeconds = 60;              ///< After this an idle connection is closed.
  int searchSeconds = 5;                  ///< After this a list is ended: 503.
};

/// How callers are identified (freezer-api-rest(7), "Authentication").
enum class AuthStrategy {
  NoAuth,    ///< Not at all: every caller is the configured user.
  Builtin,   ///< By the users and tokens in the store.
  Keystone,  ///< By tokens that Keystone validates.
};

/// Files in PEM format. All empty: no TLS.
struct TlsFiles {
  std::string certificate;  ///< Followed by its chain, if it has one.
  std::string key;
  std::string clientCa;  ///< CA of client certificates; empty: clients need none.
};

struct ServerConfig {
  std::string bindHost = "127.0.0.1";  ///< Empty: no TCP.
  std::uint16_t bindPort = 9090;       ///< 0: any free port.
  std::string bindSocket;              ///< Path of a Unix socket; empty: none.
  TlsFiles tls;                        ///< For TCP only.
  int maxConnections = 256;            ///< Further ones are answered 503.
  int maxConnectionsPerAddress = 0;    ///< Except trusted proxies; 0: half of maxConnections.
  Limits limits;
  std::optional<Policy> policy;  ///< None: the default policy.
  TrustedProxies trustedProxies;
  std::string publicEndpoint;  ///< As parsePublicEndpoint() returns it; empty: none.
  bool console = true;         ///< Serve the web console.

  bool metrics = false;  ///< Whether GET /metrics is served.
  std::optional<BindAddress>
      metricsBind;  ///< A listener for the metrics only; none: on the others.

  AuthStrategy strategy = AuthStrategy::NoAuth;
  KeystoneConfig keystone;           ///< Of the strategy `keystone`.
  std::int64_t tokenSeconds = 3600;  ///< Of `builtin`: how long a new token is valid.

  // The strategy `noauth`: every request is this identity, with the role admin.
  std::string user = "admin";
  std::string project = "default";
  /// Unless this is set, noauth only listens on loopback addresses.
  bool allowRemoteNoauth = false;
};

/// The REST service on TCP, a Unix socket, or both. It accepts connections from start() until
/// stop() or its destruction.
class Server {
 public:
  /// Listens and begins to serve `freezer`, which must outlive it. Logs to `logger`, or to
  /// spdlog's default logger. Fails with InvalidRequest, and says what to do, when an address
  /// cannot be bound, a TLS file cannot be used, noauth would listen beyond loopback, or a setting
  /// of the strategy is missing. Changes are noted in `audit`, which must outlive the server; null:
  /// they are not.
  static Result<std::unique_ptr<Server>> start(Freezer& freezer, const ServerConfig& config,
                                               std::shared_ptr<spdlog::logger> logger = nullptr,
                                               AuditSink* audit = nullptr);

  virtual ~Server() = default;

  /// The addresses it listens on: "http://127.0.0.1:9090", "unix:/run/freezer.sock"; last that of
  /// the metrics, if they have one: "http://127.0.0.1:9100/metrics".
  virtual std::vector<std::string> addresses() const = 0;

  /// The TCP port it listens on; 0 for none.
  virtual std::uint16_t port() const = 0;

  /// Reads the TLS files again, for connections that begin from now on. Fails with InvalidRequest
  /// like start(); the previous files then stay in use. Does nothing without TLS.
  virtual Result<void> reloadTls() = 0;

  /// Refuses new connections and requests, finishes every request that was accepted, and returns
  /// within 10 seconds.
  virtual void stop() = 0;
};

}  // namespace freezer::server
