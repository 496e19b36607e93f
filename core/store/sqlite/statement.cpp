#include "core/store/sqlite/statement.h"

#include <Poco/Data/SQLite/Utility.h>
#include <sqlite3.h>

namespace freezer::sqlite {

using Poco::Data::SQLite::Utility;

Statement prepareStatement(sqlite3* database, std::string_view sql) {
  sqlite3_stmt* prepared = nullptr;
  const int code = sqlite3_prepare_v3(database, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &prepared, nullptr);
  if (code != SQLITE_OK) Utility::throwException(database, code);
  return {prepared, sqlite3_finalize};
}

Run::~Run() {
  if (!statement_) return;
  sqlite3_reset(statement_.get());  // Returns the error of next() again, which was already thrown.
  if (bound_ > 0) sqlite3_clear_bindings(statement_.get());
}

Run& Run::bind(std::string_view text) {
  check(sqlite3_bind_text64(statement_.get(), ++bound_, text.data(), text.size(), SQLITE_STATIC,
                            SQLITE_UTF8));
  return *this;
}

Run& Run::bind(std::int64_t integer) {
  check(sqlite3_bind_int64(statement_.get(), ++bound_, integer));
  return *this;
}

Run& Run::bind(double real) {
  check(sqlite3_bind_double(statement_.get(), ++bound_, real));
  return *this;
}

Run& Run::bind(std::monostate /*null*/) {
  check(sqlite3_bind_null(statement_.get(), ++bound_));
  return *this;
}

Run& Run::bind(const PredicateArgument& predicate) {
  // SQLite passes the pointer on, and the SQL function reads from it.
  auto* const argument = const_cast<Predicate*>(predicate.get());
  check(sqlite3_bind_pointer(statement_.get(), ++bound_, argument, kPredicateType, nullptr));
  return *this;
}

bool Run::next() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) check(code);
  return false;
}

std::string_view Run::text(int column) const {
  const auto* text = sqlite3_column_text(statement_.get(), column);
  if (text == nullptr) return {};
  return {reinterpret_cast<const char*>(text),
          static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

std::int64_t Run::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

Binding Run::value(int column) const {
  switch (sqlite3_column_type(statement_.get(), column)) {
    case SQLITE_NULL: return std::monostate();
    case SQLITE_INTEGER: return integer(column);
    case SQLITE_FLOAT: return sqlite3_column_double(statement_.get(), column);
    default: return std::string(text(column));
  }
}

void Run::check(int code) const {
  if (code != SQLITE_OK) Utility::throwException(sqlite3_db_handle(statement_.get()), code);
}

}  // namespace freezer::sqlite
