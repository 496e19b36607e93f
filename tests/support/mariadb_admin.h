#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace freezer::test {

/// The administrator's access to a running MariaDB server, and the URLs for the program under test.
/// Each call uses a connection of its own, so all are safe to call from several threads.
class MariadbAdmin {
 public:
  /// The account for the program under test. Its password must be percent-encoded in a URL. It has
  /// all rights on databases named freezer_..., and no others.
  static constexpr const char* kUser = "freezer";
  static constexpr const char* kPassword = "p@ss:w/rd";

  /// `socket` is the path of the server's Unix socket.
  MariadbAdmin(std::uint16_t port, std::string socket);

  std::uint16_t port() const { return port_; }
  const std::string& socket() const { return socket_; }

  /// The URL of a database for the account kUser, by TCP.
  std::string url(const std::string& database) const;

  /// Creates an empty database with a unique name that the account kUser may use, and returns its
  /// name. One server thus serves many tests.
  std::string newDatabase() const;

  /// Executes one SQL statement as root. Throws std::runtime_error with the error number and
  /// message if the server refuses it or does not answer for a minute.
  void execute(const std::string& sql) const;

  /// Executes a script, such as a dump, in a database. Throws as execute() does.
  void load(const std::string& database, const std::string& script) const;

  /// The first column of the result of an SQL query as root, with "NULL" for NULL. Throws as
  /// execute() does.
  std::vector<std::string> texts(const std::string& sql) const;

  /// Whether the server accepts connections.
  bool answers() const;

 private:
  std::uint16_t port_;
  std::string socket_;
};

}  // namespace freezer::test
