#pragma once

#include <Poco/Net/ServerSocket.h>

#include <memory>
#include <string>
#include <vector>

#include "core/result.h"
#include "server/server.h"
#include "server/socket_file.h"

namespace freezer::server {

/// A place where clients connect.
struct Listener {
  Poco::Net::ServerSocket socket;         ///< It listens.
  std::string address;                    ///< "http://127.0.0.1:9090", "unix:/run/freezer.sock".
  std::unique_ptr<SocketFile> file = {};  ///< Of a Unix socket; else null.
};

/// Listens wherever `config` says, by TCP first. Fails with InvalidRequest, saying
/// what to do, when one of the places cannot be had or there is none.
Result<std::vector<Listener>> listen(const ServerConfig& config);

}  // namespace freezer::server
