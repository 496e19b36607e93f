#include "core/store/mariadb/statement.h"

#include <algorithm>
#include <string>

#include "core/store/mariadb/errors.h"

namespace freezer::mariadb {
namespace {

constexpr std::size_t kUsualText = 256;

bool isNumber(enum_field_types type) {
  switch (static_cast<int>(type)) {
    case MYSQL_TYPE_TINY:
    case MYSQL_TYPE_SHORT:
    case MYSQL_TYPE_INT24:
    case MYSQL_TYPE_LONG:
    case MYSQL_TYPE_LONGLONG:
    case MYSQL_TYPE_DECIMAL:
    case MYSQL_TYPE_NEWDECIMAL:
    case MYSQL_TYPE_DOUBLE: return true;
    default: return false;
  }
}

/// The values of one placeholder in several executions.
class ParameterArray {
 public:
  ParameterArray(const std::vector<sql::Values>& rows, std::size_t place)
      : isInteger_(std::ranges::any_of(rows, [place](const sql::Values& values) {
          return std::holds_alternative<std::int64_t>(values[place]);
        })) {
    for (const sql::Values& values : rows) {
      const sql::Value& value = values[place];
      const auto* const text = std::get_if<std::string>(&value);
      const auto* const integer = std::get_if<std::int64_t>(&value);
      const bool isNull = std::holds_alternative<std::monostate>(value);
      nulls_.push_back(isNull ? STMT_INDICATOR_NULL : STMT_INDICATOR_NONE);
      // The connector only reads it.
      texts_.push_back(const_cast<char*>(text == nullptr ? "" : text->data()));
      lengths_.push_back(text == nullptr ? 0 : text->size());
      integers_.push_back(integer == nullptr ? 0 : *integer);
    }
  }

  MYSQL_BIND bind() {
    MYSQL_BIND parameter = {};
    parameter.buffer_type = isInteger_ ? MYSQL_TYPE_LONGLONG : MYSQL_TYPE_STRING;
    parameter.buffer = isInteger_ ? static_cast<void*>(integers_.data()) : texts_.data();
    parameter.length = lengths_.data();
    parameter.u.indicator = nulls_.data();
    return parameter;
  }

 private:
  bool isInteger_;
  std::vector<char*> texts_;
  std::vector<unsigned long> lengths_;
  std::vector<std::int64_t> integers_;
  std::vector<char> nulls_;
};

/// Makes a statement take arrays as its parameters.
class ArrayExecution {
 public:
  ArrayExecution(MYSQL_STMT* statement, std::size_t rows) : statement_(statement) { set(rows); }
  ArrayExecution(const ArrayExecution&) = delete;
  ArrayExecution& operator=(const ArrayExecution&) = delete;
  ~ArrayExecution() { set(0); }

 private:
  void set(std::size_t rows) {
    const auto size = static_cast<unsigned>(rows);
    mysql_stmt_attr_set(statement_, STMT_ATTR_ARRAY_SIZE, &size);
  }

  MYSQL_STMT* const statement_;
};

}  // namespace

Statement::Statement(MYSQL* connection, std::string_view sql, Shared& shared)
    : statement_(mysql_stmt_init(connection), mysql_stmt_close), shared_(shared) {
  if (mysql_stmt_prepare(statement_.get(), sql.data(), sql.size()) != 0) fail();
  parameters_.resize(mysql_stmt_param_count(statement_.get()));
  integers_.resize(parameters_.size());
  describe();
}

void Statement::describe() {
  const std::unique_ptr<MYSQL_RES, void (*)(MYSQL_RES*)> fields(
      mysql_stmt_result_metadata(statement_.get()), mysql_free_result);
  if (!fields) return;  // It returns no rows.
  columns_.resize(mysql_num_fields(fields.get()));
  for (unsigned i = 0; i < columns_.size(); ++i) {
    columns_[i].isInteger = isNumber(mysql_fetch_field_direct(fields.get(), i)->type);
    if (!columns_[i].isInteger) columns_[i].text.resize(kUsualText);
  }
  results_.resize(columns_.size());
}

void Statement::bindColumns() {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    Column& column = columns_[i];
    MYSQL_BIND& result = results_[i];
    result = {};
    result.buffer_type = column.isInteger ? MYSQL_TYPE_LONGLONG : MYSQL_TYPE_STRING;
    result.buffer = column.isInteger ? static_cast<void*>(&column.integer) : column.text.data();
    result.buffer_length = column.text.size();
    result.length = &column.length;
    result.is_null = &column.isNull;
    result.error = &column.isCut;
  }
  if (mysql_stmt_bind_result(statement_.get(), results_.data()) != 0) fail();
}

void Statement::bind(int place, std::string_view text) {
  MYSQL_BIND& parameter = parameters_.at(static_cast<std::size_t>(place));
  parameter = {};
  parameter.buffer_type = MYSQL_TYPE_STRING;
  // The connector only reads it.
  parameter.buffer = const_cast<char*>(text.data() == nullptr ? "" : text.data());
  parameter.buffer_length = text.size();
}

void Statement::bind(int place, std::int64_t integer) {
  const auto index = static_cast<std::size_t>(place);
  MYSQL_BIND& parameter = parameters_.at(index);
  integers_[index] = integer;
  parameter = {};
  parameter.buffer_type = MYSQL_TYPE_LONGLONG;
  parameter.buffer = &integers_[index];
}

void Statement::bind(int place, std::monostate /*null*/) {
  MYSQL_BIND& parameter = parameters_.at(static_cast<std::size_t>(place));
  parameter = {};
  parameter.buffer_type = MYSQL_TYPE_NULL;
}

void Statement::execute() {
  if (shared_.watch != nullptr && !shared_.watch->ask())
    throw Failure(Failure::Kind::Interrupted, "ended by its watch");
  MYSQL_STMT* const statement = statement_.get();
  if (!parameters_.empty() && mysql_stmt_bind_param(statement, parameters_.data()) != 0) fail();
  if (mysql_stmt_execute(statement) != 0) fail();
  isRunning_ = true;
  if (columns_.empty()) {
    shared_.rows = static_cast<std::int64_t>(mysql_stmt_affected_rows(statement));
    shared_.hasWritten = shared_.hasWritten || shared_.rows > 0;
    return;
  }
  bindColumns();
  if (mysql_stmt_store_result(statement) != 0) fail();
}

/// In one message. A parameter is either a text in all rows or an integer in all, or null.
void Statement::executeAll(const std::vector<sql::Values>& rows) {
  if (rows.size() == 1) return sql::Statement::executeAll(rows);
  std::vector<ParameterArray> arrays;
  for (std::size_t place = 0; place < parameters_.size(); ++place) {
    parameters_[place] = arrays.emplace_back(rows, place).bind();
  }
  const ArrayExecution arrayExecution(statement_.get(), rows.size());
  execute();
  reset();
}

bool Statement::next() {
  if (!isRunning_) execute();
  if (columns_.empty()) return false;
  switch (mysql_stmt_fetch(statement_.get())) {
    case 0: return true;
    case MYSQL_NO_DATA: return false;
    case MYSQL_DATA_TRUNCATED: fetchCutTexts(); return true;
    default: fail();
  }
}

/// Fetches the values that are longer than their buffers, and enlarges these for the next rows.
void Statement::fetchCutTexts() {
  bool hasGrown = false;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    Column& column = columns_[i];
    if (column.isInteger || column.length <= column.text.size()) continue;
    column.text.resize(column.length);
    results_[i].buffer = column.text.data();
    results_[i].buffer_length = column.text.size();
    const auto place = static_cast<unsigned>(i);
    if (mysql_stmt_fetch_column(statement_.get(), &results_[i], place, 0) != 0) fail();
    hasGrown = true;
  }
  if (hasGrown && mysql_stmt_bind_result(statement_.get(), results_.data()) != 0) fail();
}

std::string_view Statement::text(int column) const {
  const Column& found = columns_.at(static_cast<std::size_t>(column));
  if (found.isNull != 0 || found.isInteger) return {};
  return {found.text.data(), found.length};
}

std::int64_t Statement::integer(int column) const {
  const Column& found = columns_.at(static_cast<std::size_t>(column));
  return found.isNull != 0 ? 0 : found.integer;
}

sql::Value Statement::value(int column) const {
  const Column& found = columns_.at(static_cast<std::size_t>(column));
  if (found.isNull != 0) return std::monostate();
  if (found.isInteger) return found.integer;
  return std::string(text(column));
}

void Statement::reset() noexcept {
  if (isRunning_) mysql_stmt_free_result(statement_.get());
  isRunning_ = false;
  // A long document would stay in memory as long as the statement.
  constexpr std::size_t kMostKept = 64U << 10U;
  for (Column& column : columns_) {
    if (column.text.size() > kMostKept) column.text = std::vector<char>(kUsualText);
  }
}

void Statement::fail() const {
  throw failureOf(mysql_stmt_errno(statement_.get()), mysql_stmt_error(statement_.get()));
}

}  // namespace freezer::mariadb
