#include "tests/support/mariadb_session.h"

#include <mysql.h>

#include <stdexcept>

namespace freezer::test {

MariadbSession::MariadbSession(const std::string& socket) {
  // The first call initialises the library and must not race with another one.
  static const int initialised = ::mysql_library_init(0, nullptr, nullptr);
  if (initialised != 0) throw std::runtime_error("the client library of MariaDB does not start");
  connection_.reset(::mysql_init(nullptr));
  MYSQL* const connection = connection_.get();
  const unsigned int seconds = 60;
  ::mysql_options(connection, MYSQL_OPT_CONNECT_TIMEOUT, &seconds);
  ::mysql_options(connection, MYSQL_OPT_READ_TIMEOUT, &seconds);
  ::mysql_options(connection, MYSQL_SET_CHARSET_NAME, "utf8mb4");
  if (::mysql_real_connect(connection, nullptr, "root", "", nullptr, 0, socket.c_str(),
                           CLIENT_MULTI_STATEMENTS) == nullptr)
    fail();
}

void MariadbSession::execute(const std::string& sql) {
  texts(sql);
}

void MariadbSession::executeScript(const std::string& script) {
  MYSQL* const connection = connection_.get();
  execute(script);
  for (;;) {
    const int more = ::mysql_next_result(connection);
    if (more < 0) return;
    if (more > 0) fail();
    ::mysql_free_result(::mysql_store_result(connection));
  }
}

std::vector<std::string> MariadbSession::texts(const std::string& sql) {
  MYSQL* const connection = connection_.get();
  if (::mysql_real_query(connection, sql.data(), sql.size()) != 0) fail();
  const std::unique_ptr<MYSQL_RES, decltype(&::mysql_free_result)> result(
      ::mysql_store_result(connection), ::mysql_free_result);
  std::vector<std::string> texts;
  if (!result && ::mysql_errno(connection) != 0) fail();
  if (!result) return texts;
  while (char** row = ::mysql_fetch_row(result.get())) {
    const unsigned long size = ::mysql_fetch_lengths(result.get())[0];
    texts.push_back(row[0] == nullptr ? "NULL" : std::string(row[0], size));
  }
  return texts;
}

void MariadbSession::Close::operator()(st_mysql* connection) const {
  ::mysql_close(connection);
}

void MariadbSession::fail() const {
  throw std::runtime_error("MariaDB: error " + std::to_string(::mysql_errno(connection_.get())) +
                           ": " + ::mysql_error(connection_.get()));
}

}  // namespace freezer::test
