#pragma once

#include <sys/stat.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <filesystem>

#include "core/store/sql/failure.h"

namespace freezer::sqlite {

/// A file of the store is no longer the one that was opened.
class FileReplaced : public sql::Failure {
 public:
  FileReplaced() : Failure(Kind::Replaced, "was deleted or replaced while it was open") {}
};

/// The files of an open store: the database, its write-ahead log, and the shared index of the log.
/// If one of them is deleted or replaced, SQLite notices nothing: it writes to files without a
/// name, and whoever opens the new database gets the old log with it (sqlite.org/howtocorrupt.html,
/// section 2.4). Safe to use from several threads at once.
class OpenedFile {
 public:
  /// Remembers the files of the database `path`, which a connection has open in WAL mode.
  explicit OpenedFile(std::filesystem::path path);

  const std::filesystem::path& path() const { return path_; }

  /// Throws FileReplaced if a file is not the one that was opened, and from then on always: also if
  /// the file is put back, other programs may have written to it.
  void check();

  /// The same as check(), but without a look at the files.
  void checkLast() const;

  bool isReplaced() const { return replaced_.load(std::memory_order_relaxed); }

  /// The size of the write-ahead log, in bytes; 0 if there is none.
  std::uintmax_t logSize() const;

  /// If the database was replaced, removes the log and its index, so that SQLite does not apply
  /// them to the new database. Files that are not those of the opened store are kept.
  void removeLog() const;

 private:
  struct Identity {
    dev_t device = 0;
    ino_t number = 0;  ///< 0: no such file.

    bool operator==(const Identity&) const = default;
  };
  struct Member {
    std::filesystem::path path;
    Identity opened;

    bool isThere() const { return identityOf(path) == opened; }
  };

  static Identity identityOf(const std::filesystem::path& path);

  const std::filesystem::path path_;
  const std::array<Member, 3> members_;  ///< The database first.
  std::atomic<bool> replaced_ = false;
};

}  // namespace freezer::sqlite
