#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace freezer::bench {

template <auto release>
struct Releaser {
  template <typename T>
  void operator()(T* held) const {
    release(held);
  }
};

/// An SQLite file by the C API. Whatever fails throws std::runtime_error.
class Database {
 public:
  using Statement = std::unique_ptr<sqlite3_stmt, Releaser<sqlite3_finalize>>;

  /// Opens a file, which must exist.
  explicit Database(const std::filesystem::path& file);

  sqlite3* handle() const { return handle_.get(); }

  void execute(const std::string& sql) const;
  Statement prepare(const std::string& sql) const;

  /// Runs a statement that has no results, or no more; it can be run again.
  void finish(sqlite3_stmt* statement) const;

  /// The first column of all results.
  std::vector<std::string> texts(const std::string& sql) const;

  /// Throws with the last error unless `succeeded`.
  void check(bool succeeded) const;

 private:
  std::unique_ptr<sqlite3, Releaser<sqlite3_close>> handle_;
};

void bindText(sqlite3_stmt* statement, int place, const std::string& text);

}  // namespace freezer::bench
