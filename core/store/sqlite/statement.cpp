#include "core/store/sqlite/statement.h"

#include <sqlite3.h>

#include <string>

#include "core/store/sqlite/errors.h"

namespace freezer::sqlite {

Statement::Statement(sqlite3* database, std::string_view sql) : statement_(nullptr, nullptr) {
  sqlite3_stmt* prepared = nullptr;
  const int code = sqlite3_prepare_v3(database, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &prepared, nullptr);
  if (code != SQLITE_OK) throw failureOf(database, code);
  statement_ = {prepared, sqlite3_finalize};
}

void Statement::bind(int place, std::string_view text) {
  // A null pointer would be NULL.
  const char* const begin = text.data() == nullptr ? "" : text.data();
  check(sqlite3_bind_text64(statement_.get(), place + 1, begin, text.size(), SQLITE_STATIC,
                            SQLITE_UTF8));
}

void Statement::bind(int place, std::int64_t integer) {
  check(sqlite3_bind_int64(statement_.get(), place + 1, integer));
}

void Statement::bind(int place, std::monostate /*null*/) {
  check(sqlite3_bind_null(statement_.get(), place + 1));
}

bool Statement::next() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) check(code);
  return false;
}

std::string_view Statement::text(int column) const {
  // As a blob, since SQLite copies a text to add a NUL.
  const auto* text = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
  if (text == nullptr) return {};
  return {text, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

Value Statement::value(int column) const {
  switch (sqlite3_column_type(statement_.get(), column)) {
    case SQLITE_NULL: return std::monostate();
    case SQLITE_INTEGER: return integer(column);
    default: return std::string(text(column));
  }
}

void Statement::reset() noexcept {
  sqlite3_reset(statement_.get());  // Returns the error of next() again, which was already thrown.
  sqlite3_clear_bindings(statement_.get());
}

void Statement::check(int code) const {
  if (code != SQLITE_OK) throw failureOf(sqlite3_db_handle(statement_.get()), code);
}

}  // namespace freezer::sqlite
