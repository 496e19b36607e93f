#include "tests/bench/sqlite_peer.h"

#include <Poco/NumberFormatter.h>

#include <stdexcept>

#include "tests/bench/seed.h"

namespace freezer::bench {
namespace {

using Clock = std::chrono::steady_clock;

}  // namespace

SqlitePeer::SqlitePeer(const std::filesystem::path& file) : database_(file) {
  database_.execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;");
}

double SqlitePeer::insertBackups(std::size_t rowsPerTransaction, Seconds duration) {
  readRows();
  const auto statement = database_.prepare(insertSql_);
  return writeRows(rowsPerTransaction, duration, [&](std::size_t number) {
    insert(statement.get(), rows_[number % rows_.size()]);
  });
}

double SqlitePeer::updateJobs(std::size_t rowsPerTransaction, Seconds duration) {
  const auto texts = database_.texts("SELECT doc FROM jobs ORDER BY seq LIMIT 10000");
  const auto seqs = database_.texts("SELECT seq FROM jobs ORDER BY seq LIMIT 10000");
  if (texts.empty()) throw std::runtime_error("the store has no jobs to update");
  const auto statement =
      database_.prepare("UPDATE jobs SET version = version + 1, doc = ? WHERE seq = ?");
  return writeRows(rowsPerTransaction, duration, [&](std::size_t /*number*/) {
    const std::size_t job = random_() % texts.size();
    bindText(statement.get(), 1, texts[job]);
    bindText(statement.get(), 2, seqs[job]);
    database_.finish(statement.get());
  });
}

double SqlitePeer::writeRows(std::size_t rowsPerTransaction, Seconds duration,
                             const std::function<void(std::size_t number)>& write) {
  const auto begin = database_.prepare("BEGIN IMMEDIATE");
  const auto commit = database_.prepare("COMMIT");
  const Clock::time_point start = Clock::now();
  std::size_t written = 0;
  Seconds elapsed{0};
  while (elapsed < duration) {
    database_.finish(begin.get());
    for (std::size_t i = 0; i < rowsPerTransaction; ++i) write(written++);
    database_.finish(commit.get());
    elapsed = Clock::now() - start;
  }
  return static_cast<double>(written) / elapsed.count();
}

Seconds SqlitePeer::scan(const std::string& key, const std::string& text) const {
  const auto statement = database_.prepare(
      "SELECT count(*) FROM backups AS t WHERE project_id = ? AND EXISTS "
      "(SELECT 1 FROM json_tree(t.doc) AS n WHERE n.key = ? AND n.atom = ?)");
  bindText(statement.get(), 1, kProject);
  bindText(statement.get(), 2, key);
  bindText(statement.get(), 3, text);
  const Clock::time_point start = Clock::now();
  database_.check(sqlite3_step(statement.get()) == SQLITE_ROW);
  const Seconds elapsed = Clock::now() - start;
  if (sqlite3_column_int64(statement.get(), 0) != 0) throw std::runtime_error("the scan hit");
  return elapsed;
}

void SqlitePeer::readRows() {
  const auto statement = database_.prepare("SELECT * FROM backups ORDER BY seq LIMIT 10000");
  std::string names;
  std::string places;
  const int columns = sqlite3_column_count(statement.get());
  // The first column is seq, which SQLite assigns.
  for (int i = 1; i < columns; ++i) {
    const std::string name = sqlite3_column_name(statement.get(), i);
    if (name == "id") idPlace_ = i;
    names += (i == 1 ? "" : ", ") + name;
    places += i == 1 ? "?" : ", ?";
  }
  insertSql_ = "INSERT INTO backups (" + names + ") VALUES (" + places + ")";
  while (sqlite3_step(statement.get()) == SQLITE_ROW) {
    Row& row = rows_.emplace_back();
    for (int i = 1; i < columns; ++i) {
      row.emplace_back(sqlite3_value_dup(sqlite3_column_value(statement.get(), i)));
    }
  }
  if (rows_.empty()) throw std::runtime_error("the store has no backups to insert");
}

void SqlitePeer::insert(sqlite3_stmt* statement, const Row& row) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    sqlite3_bind_value(statement, static_cast<int>(i) + 1, row[i].get());
  }
  // Random like the IDs of the service, because they determine the place in the index.
  using Poco::NumberFormatter;
  bindText(statement, idPlace_,
           NumberFormatter::formatHex(static_cast<Poco::UInt64>(random_()), 16) +
               NumberFormatter::formatHex(static_cast<Poco::UInt64>(random_()), 16));
  database_.finish(statement);
}

}  // namespace freezer::bench
