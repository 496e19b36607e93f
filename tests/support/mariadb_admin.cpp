#include "tests/support/mariadb_admin.h"

#include <mysql.h>

#include <memory>
#include <random>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace freezer::test {
namespace {

using MariadbResult = std::unique_ptr<MYSQL_RES, decltype(&::mysql_free_result)>;

/// A connection of root over the Unix socket.
class RootConnection {
 public:
  explicit RootConnection(const std::string& socket) {
    // The first call initialises the library and must not race with another one.
    static const int initialised = ::mysql_library_init(0, nullptr, nullptr);
    if (initialised != 0) throw std::runtime_error("the client library of MariaDB does not start");
    connection_.reset(::mysql_init(nullptr));
    const unsigned int seconds = 60;
    ::mysql_options(get(), MYSQL_OPT_CONNECT_TIMEOUT, &seconds);
    ::mysql_options(get(), MYSQL_OPT_READ_TIMEOUT, &seconds);
    ::mysql_options(get(), MYSQL_SET_CHARSET_NAME, "utf8mb4");
    if (::mysql_real_connect(get(), nullptr, "root", "", nullptr, 0, socket.c_str(), 0) == nullptr)
      fail();
  }

  /// The result of the statement; null if it has none.
  MariadbResult execute(const std::string& sql) {
    if (::mysql_real_query(get(), sql.data(), sql.size()) != 0) fail();
    MariadbResult result(::mysql_store_result(get()), ::mysql_free_result);
    if (!result && ::mysql_errno(get()) != 0) fail();
    return result;
  }

 private:
  struct Close {
    void operator()(MYSQL* connection) const { ::mysql_close(connection); }
  };

  MYSQL* get() const { return connection_.get(); }

  [[noreturn]] void fail() const {
    throw std::runtime_error("MariaDB: error " + std::to_string(::mysql_errno(get())) + ": " +
                             ::mysql_error(get()));
  }

  std::unique_ptr<MYSQL, Close> connection_;
};

}  // namespace

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
  RootConnection(socket_).execute(sql);
}

std::vector<std::string> MariadbAdmin::texts(const std::string& sql) const {
  RootConnection connection(socket_);
  const MariadbResult result = connection.execute(sql);
  std::vector<std::string> texts;
  if (!result) return texts;
  while (char** row = ::mysql_fetch_row(result.get())) {
    const unsigned long size = ::mysql_fetch_lengths(result.get())[0];
    texts.push_back(row[0] == nullptr ? "NULL" : std::string(row[0], size));
  }
  return texts;
}

bool MariadbAdmin::answers() const try {
  const RootConnection connection(socket_);
  return true;
} catch (const std::runtime_error&) {
  return false;
}

}  // namespace freezer::test
