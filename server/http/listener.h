#pragma once

#include <Poco/Net/ServerSocket.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/result.h"
#include "server/http/socket_file.h"
#include "server/server.h"

namespace freezer::server {

class TlsContext;

/// How many clients the system connects before the service accepts them: listen(2).
constexpr int kBacklog = 4096;

/// A socket that listens for clients.
struct Listener {
  Poco::Net::ServerSocket socket;
  std::string address;                    ///< "http://127.0.0.1:9090", "unix:/run/freezer.sock".
  const TlsContext* tls = nullptr;        ///< Null: plain HTTP.
  std::unique_ptr<SocketFile> file = {};  ///< Of a Unix socket; otherwise null.
};

/// Whether listen() would accept the addresses of `config`, apart from whether they are free.
Result<void> checkAddresses(const ServerConfig& config);

/// Listens on the addresses of `config`: TCP first, with `tls` unless it is null. `tls` must
/// outlive the listeners. Fails with InvalidRequest, and says what to do, when an address cannot
/// be bound or none is configured.
Result<std::vector<Listener>> listen(const ServerConfig& config, const TlsContext* tls);

/// The listener for the metrics only, without TLS, if one is configured. Fails like listen().
Result<std::optional<Listener>> listenForMetrics(const ServerConfig& config);

}  // namespace freezer::server
