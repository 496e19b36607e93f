#include "tests/support/shared_mariadb.h"

#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include "tests/support/mariadb_server.h"

namespace freezer::test {
namespace {

MariadbAdmin mariadbAt(const std::string& file) {
  std::uint16_t port = 0;
  std::string socket;
  if (!(std::ifstream(file) >> port >> socket))
    throw std::runtime_error("no address of a MariaDB server in " + file);
  MariadbAdmin admin(port, socket);
  if (!admin.answers()) throw std::runtime_error("no MariaDB server answers at " + socket);
  return admin;
}

}  // namespace

const MariadbAdmin& sharedMariadb() {
  if (const char* file = std::getenv("FREEZER_TEST_MARIADB")) {
    static const MariadbAdmin shared = mariadbAt(file);
    return shared;
  }
  static const MariadbServer own({.isDurable = false});
  return own;
}

}  // namespace freezer::test
