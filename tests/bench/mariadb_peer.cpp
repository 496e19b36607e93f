#include "tests/bench/mariadb_peer.h"

#include <future>
#include <stdexcept>

#include "core/uuid.h"

namespace freezer::bench {
namespace {

using Clock = std::chrono::steady_clock;
using Result = std::unique_ptr<MYSQL_RES, void (*)(MYSQL_RES*)>;
using Statement = std::unique_ptr<MYSQL_STMT, my_bool (*)(MYSQL_STMT*)>;

void check(bool succeeded, MYSQL* connection) {
  if (!succeeded) throw std::runtime_error(mysql_error(connection));
}

void check(bool succeeded, MYSQL_STMT* statement) {
  if (!succeeded) throw std::runtime_error(mysql_stmt_error(statement));
}

Result resultOf(MYSQL* connection, const std::string& sql) {
  check(mysql_real_query(connection, sql.data(), sql.size()) == 0, connection);
  Result result(mysql_store_result(connection), mysql_free_result);
  check(result != nullptr, connection);
  return result;
}

/// Inserts a row whose values are texts; the server converts them.
void insert(MYSQL_STMT* statement, std::vector<std::string>& row, std::vector<MYSQL_BIND>& binds) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    binds[i] = {};
    binds[i].buffer_type = MYSQL_TYPE_STRING;
    binds[i].buffer = row[i].data();
    binds[i].buffer_length = row[i].size();
  }
  check(mysql_stmt_bind_param(statement, binds.data()) == 0, statement);
  check(mysql_stmt_execute(statement) == 0, statement);
}

}  // namespace

MariadbPeer::MariadbPeer(const test::MariadbAdmin& server, const std::string& database)
    : socket_(server.socket()), database_(database) {
  readRows();
}

MariadbPeer::Connection MariadbPeer::connect() const {
  Connection connection(mysql_init(nullptr));
  check(mysql_real_connect(connection.get(), nullptr, "root", nullptr, database_.c_str(), 0,
                           socket_.c_str(), 0) != nullptr,
        connection.get());
  return connection;
}

double MariadbPeer::insertBackups(std::size_t connections, Seconds duration) {
  const Clock::time_point start = Clock::now();
  const auto end = start + std::chrono::duration_cast<Clock::duration>(duration);
  std::vector<std::future<std::uint64_t>> writers;
  for (std::size_t i = 0; i < connections; ++i) {
    writers.push_back(std::async(std::launch::async, [&] { return insertUntil(end); }));
  }
  std::uint64_t rows = 0;
  for (auto& writer : writers) rows += writer.get();
  return static_cast<double>(rows) / Seconds(Clock::now() - start).count();
}

std::uint64_t MariadbPeer::insertUntil(Clock::time_point end) {
  const Connection connection = connect();
  const Statement statement(mysql_stmt_init(connection.get()), mysql_stmt_close);
  check(mysql_stmt_prepare(statement.get(), insertSql_.data(), insertSql_.size()) == 0,
        statement.get());
  std::vector<MYSQL_BIND> binds(rows_.front().size());
  std::uint64_t inserted = 0;
  for (; Clock::now() < end; ++inserted) {
    std::vector<std::string> row = rows_[inserted % rows_.size()];
    row[idPlace_] = newId();
    row[seqPlace_] = std::to_string(++seq_);
    insert(statement.get(), row, binds);
  }
  return inserted;
}

/// Without columns that are NULL in all backups, or in the first.
void MariadbPeer::readRows() {
  const Connection connection = connect();
  const Result result = resultOf(connection.get(), "SELECT * FROM backups ORDER BY seq LIMIT 1000");
  std::vector<unsigned> columns;
  std::string names;
  std::string places;
  while (MYSQL_ROW row = mysql_fetch_row(result.get())) {
    const unsigned long* const lengths = mysql_fetch_lengths(result.get());
    for (unsigned i = 0; rows_.empty() && i < mysql_num_fields(result.get()); ++i) {
      if (row[i] == nullptr) continue;
      const std::string name = mysql_fetch_field_direct(result.get(), i)->name;
      if (name == "id") idPlace_ = columns.size();
      if (name == "seq") seqPlace_ = columns.size();
      names += (columns.empty() ? "" : ", ") + name;
      places += columns.empty() ? "?" : ", ?";
      columns.push_back(i);
    }
    auto& values = rows_.emplace_back();
    for (const unsigned i : columns)
      values.emplace_back(row[i] == nullptr ? "" : row[i], lengths[i]);
  }
  if (rows_.empty()) throw std::runtime_error("the store has no backups to insert");
  insertSql_ = "INSERT INTO backups (" + names + ") VALUES (" + places + ")";
  const Result most = resultOf(connection.get(), "SELECT max(seq) FROM backups");
  seq_ = std::stoll(mysql_fetch_row(most.get())[0]);
}

}  // namespace freezer::bench
