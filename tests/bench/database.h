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

/// An SQLite file, used by the C API. Every failure throws std::runtime_error.
class Database {
 public:
  using Statement = std::unique_ptr<sqlite3_stmt, Releaser<sqlite3_finalize>>;

  /// Opens an existing file.
  explicit Database(const std::filesystem::path& file);

  sqlite3* handle() const { return handle_.get(); }

  void execute(const std::string& sql) const;
  Statement prepare(const std::string& sql) const;

  /// Runs a statement without results and resets it.
  void finish(sqlite3_stmt* statement) const;

  /// The first column of all rows.
  std::vector<std::string> texts(const std::string& sql) const;

  /// Throws the last error unless `succeeded`.
  void check(bool succeeded) const;

 private:
  std::unique_ptr<sqlite3, Releaser<sqlite3_close>> handle_;
};

void bindText(sqlite3_stmt* statement, int place, const std::string& text);

}  // namespace freezer::bench
