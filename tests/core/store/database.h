#pragma once

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace freezer::test {

/// The faults of a store whose rows were changed by SQL, which leaves the checksums as they are.
inline std::vector<std::string> besidesChecksums(std::vector<std::string> faults) {
  std::erase_if(faults, [](const std::string& line) { return line.ends_with("(checksum)"); });
  return faults;
}

/// The store's file by SQLite's own API.
class Database {
 public:
  explicit Database(const std::filesystem::path& file) {
    sqlite3* opened = nullptr;
    EXPECT_EQ(sqlite3_open(file.c_str(), &opened), SQLITE_OK);
    handle_.reset(opened);
  }

  void execute(const std::string& sql) {
    EXPECT_EQ(sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
        << sqlite3_errmsg(handle_.get());
  }

  /// The texts of one column of a query.
  std::vector<std::string> texts(const std::string& sql, int column) {
    sqlite3_stmt* prepared = nullptr;
    EXPECT_EQ(sqlite3_prepare_v2(handle_.get(), sql.c_str(), -1, &prepared, nullptr), SQLITE_OK)
        << sql << sqlite3_errmsg(handle_.get());
    const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> statement(prepared,
                                                                          sqlite3_finalize);
    std::vector<std::string> found;
    while (sqlite3_step(prepared) == SQLITE_ROW) {
      found.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(prepared, column)));
    }
    return found;
  }

  /// How SQLite would run it, a step a line.
  std::string plan(const std::string& sql) {
    std::string steps;
    for (const std::string& step : texts("EXPLAIN QUERY PLAN " + sql, 3)) steps += step + "\n";
    return steps;
  }

 private:
  std::unique_ptr<sqlite3, int (*)(sqlite3*)> handle_{nullptr, sqlite3_close};
};

}  // namespace freezer::test
