#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/result.h"

namespace freezer::mariadb {

/// Where a database is, and who opens it.
struct Address {
  struct Host {
    std::string name;
    std::uint16_t port = 3306;
  };

  std::vector<Host> hosts;  ///< Tried in turn. Empty: the Unix socket.
  std::string socket;       ///< Path of a Unix socket.
  std::string user;
  std::string password;
  std::string database;

  // Files for TLS, in PEM. Empty: TLS only if the server asks for it, not verified.
  std::string caFile;
  std::string certificateFile;
  std::string keyFile;

  /// For messages: "freezer on db1:3306, db2:3306". No password.
  std::string shown() const;
};

/// Reads a URL as oslo.db writes it:
/// mysql+pymysql://user:password@host[:port][,host2[:port]]/database?charset=utf8mb4. Also with
/// the schemes mysql, mariadb and their other drivers, and the options unix_socket, ssl_ca,
/// ssl_cert and ssl_key. InvalidRequest, without the password, for anything else.
Result<Address> parseAddress(const std::string& url);

}  // namespace freezer::mariadb
