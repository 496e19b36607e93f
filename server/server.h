#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/freezer.h"
#include "core/policy/policy.h"
#include "core/result.h"
#include "server/auth/keystone_config.h"
#include "server/http/trusted_proxies.h"

namespace spdlog {
class logger;
}

namespace freezer::server {

/// What a client may send and have (spec, section 4); each is a clear error
/// when it is exceeded.
struct Limits {
  std::size_t maxBody = 1024 * 1024;     ///< Bytes of a body: 413.
  std::size_t maxNesting = kMaxNesting;  ///< Levels of a document: 400.
  std::size_t maxHeader = 16 * 1024;     ///< Bytes of all header fields: 431.
  std::size_t maxUri = 8 * 1024;         ///< Bytes of the request target: 414.
  std::int64_t maxLimit = kMaxLimit;     ///< Documents on one page of a list.
  int requestSeconds = 30;               ///< For a whole request, or a TLS handshake: it closes.
  int keepAliveSeconds = 60;             ///< An idle connection is closed after this.
};

/// How callers are told apart (spec, section 6).
enum class AuthStrategy {
  NoAuth,    ///< They are not: each is the configured user.
  Builtin,   ///< By the users and tokens of the store.
  Keystone,  ///< By their tokens, which Keystone is asked about.
};

/// Files in PEM format. All empty: no TLS.
struct TlsFiles {
  std::string certificate;  ///< Followed by its chain, if it has one.
  std::string key;
  std::string clientCa;  ///< Who signed the certificates of clients; empty: they need none.
};

struct ServerConfig {
  std::string bindHost = "127.0.0.1";  ///< Empty: no TCP.
  std::uint16_t bindPort = 9090;       ///< 0: any free port.
  std::string bindSocket;              ///< The path of a Unix socket; empty: none.
  TlsFiles tls;                        ///< For TCP; the Unix socket goes without.
  int maxConnections = 256;            ///< More are answered 503.
  Limits limits;
  Policy policy;
  TrustedProxies trustedProxies;
  std::string publicEndpoint;  ///< As parsePublicEndpoint() returns it; empty: none.

  AuthStrategy strategy = AuthStrategy::NoAuth;
  KeystoneConfig keystone;           ///< Of the strategy `keystone`.
  std::int64_t tokenSeconds = 3600;  ///< Of `builtin`: how long a new token is valid.

  // The strategy `noauth`: every request is this identity, with the role admin.
  std::string user = "admin";
  std::string project = "default";
  /// noauth listens on loopback alone unless this is set.
  bool allowRemoteNoauth = false;
};

/// The REST service, by TCP, on a Unix socket or both. It accepts connections from
/// start() until stop() or its destruction.
class Server {
 public:
  /// Listens and begins to serve `freezer`, which must outlive it. Logs to
  /// `logger`, or to spdlog's default one. Fails with InvalidRequest, saying what
  /// to do, when an address cannot be had, a file of TLS cannot be used, noauth is
  /// asked to listen beyond loopback, or what the strategy needs is not configured.
  static Result<std::unique_ptr<Server>> start(Freezer& freezer, const ServerConfig& config,
                                               std::shared_ptr<spdlog::logger> logger = nullptr);

  virtual ~Server() = default;

  /// Where it listens: "http://127.0.0.1:9090", "unix:/run/freezer.sock".
  virtual std::vector<std::string> addresses() const = 0;

  /// The port of TCP it listens on; 0 for none.
  virtual std::uint16_t port() const = 0;

  /// Reads the files of TLS again, for the connections that begin from now on. Fails
  /// with InvalidRequest like start(); what was in use then stays in use. Without TLS
  /// there is nothing to do.
  virtual Result<void> reloadTls() = 0;

  /// Refuses new connections and requests, lets every request that was accepted
  /// finish, and returns within 10 seconds.
  virtual void stop() = 0;
};

}  // namespace freezer::server
