#include "tests/support/mariadb_admin.h"

#include <random>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "tests/support/mariadb_session.h"

namespace freezer::test {
MariadbAdmin::MariadbAdmin(std::uint16_t port, std::string socket)
    : port_(port), socket_(std::move(socket)) {}

std::string MariadbAdmin::url(const std::string& database) const {
  return "mysql+pymysql://freezer:p%40ss%3Aw%2Frd@127.0.0.1:" + std::to_string(port_) + "/" +
         database + "?charset=utf8mb4";
}

std::string MariadbAdmin::newDatabase() const {
  // Random, because other processes use the same server.
  std::random_device random;
  std::ostringstream name;
  name << "freezer_" << std::hex << random() << '_' << random();
  execute("CREATE DATABASE " + name.str());
  return name.str();
}

void MariadbAdmin::execute(const std::string& sql) const {
  MariadbSession(socket_).execute(sql);
}

void MariadbAdmin::load(const std::string& database, const std::string& script) const {
  MariadbSession session(socket_);
  session.execute("USE " + database);
  session.executeScript(script);
}

std::vector<std::string> MariadbAdmin::texts(const std::string& sql) const {
  return MariadbSession(socket_).texts(sql);
}

bool MariadbAdmin::answers() const try {
  const MariadbSession session(socket_);
  return true;
} catch (const std::runtime_error&) {
  return false;
}

}  // namespace freezer::test
