#pragma once

#include <Poco/Net/ServerSocket.h>

#include <memory>
#include <string>
#include <vector>

#include "core/result.h"
#include "server/http/socket_file.h"
#include "server/server.h"

namespace freezer::server {

class TlsContext;

/// A place where clients connect.
struct Listener {
  Poco::Net::ServerSocket socket;         ///< It listens.
  std::string address;                    ///< "http://127.0.0.1:9090", "unix:/run/freezer.sock".
  const TlsContext* tls = nullptr;        ///< What connections begin with; null: plain HTTP.
  std::unique_ptr<SocketFile> file = {};  ///< Of a Unix socket; else null.
};

/// Listens wherever `config` says: by TCP first, with `tls` unless that is null, which
/// must outlive the listeners. Fails with InvalidRequest, saying what to do, when one
/// of the places cannot be had or there is none.
Result<std::vector<Listener>> listen(const ServerConfig& config, const TlsContext* tls);

}  // namespace freezer::server
