#include "tests/bench/database.h"

#include <stdexcept>

namespace freezer::bench {

Database::Database(const std::filesystem::path& file) {
  sqlite3* opened = nullptr;
  const int status = sqlite3_open_v2(file.c_str(), &opened, SQLITE_OPEN_READWRITE, nullptr);
  handle_.reset(opened);
  check(status == SQLITE_OK);
}

void Database::execute(const std::string& sql) const {
  check(sqlite3_exec(handle(), sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
}

Database::Statement Database::prepare(const std::string& sql) const {
  sqlite3_stmt* statement = nullptr;
  check(sqlite3_prepare_v3(handle(), sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &statement,
                           nullptr) == SQLITE_OK);
  return Statement(statement);
}

void Database::finish(sqlite3_stmt* statement) const {
  check(sqlite3_step(statement) == SQLITE_DONE);
  sqlite3_reset(statement);
}

std::vector<std::string> Database::texts(const std::string& sql) const {
  const Statement statement = prepare(sql);
  std::vector<std::string> result;
  while (sqlite3_step(statement.get()) == SQLITE_ROW) {
    result.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(statement.get(), 0)));
  }
  return result;
}

void Database::check(bool succeeded) const {
  if (!succeeded) throw std::runtime_error(std::string("SQLite: ") + sqlite3_errmsg(handle()));
}

void bindText(sqlite3_stmt* statement, int place, const std::string& text) {
  sqlite3_bind_text64(statement, place, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

}  // namespace freezer::bench
