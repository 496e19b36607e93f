#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace freezer::test {

/// A file on a disk with a cache: what was synced is kept, and anything else may be lost.
class CachedFile {
 public:
  explicit CachedFile(std::string synced) : synced_(std::move(synced)) {}

  void write(std::int64_t offset, std::string data) {
    changes_.push_back({offset, std::move(data), false});
  }
  void truncate(std::int64_t size) { changes_.push_back({size, "", true}); }
  void sync();

  /// After a failed sync, Linux takes the data for written: a later sync does not write it.
  void failToSync() { changes_.clear(); }

  /// The content after a loss of power: each sector that was not synced has its new content, with
  /// this probability, or its old one, or anything.
  std::string afterPowerLoss(double kept, std::minstd_rand& random) const;

 private:
  struct Change {
    std::int64_t offset;  ///< Or the new size.
    std::string data;
    bool truncates;
  };

  std::string synced_;
  std::vector<Change> changes_;  ///< Since the last sync.
};

/// The disk of this process: an SQLite VFS above the system's, whose power can be cut and whose
/// calls can fail. It passes everything on to the system's files. After a loss of power it gives
/// them the content that was synced, and a random part of the rest.
///
/// It is the default VFS from its construction to its destruction. SQLite must be configured
/// before, by opening a store. One object at a time; safe to use from several threads at once.
///
/// Source: https://www.sqlite.org/vfs.html, https://www.sqlite.org/psow.html (bytes beside a write
/// survive it).
class Disk {
 public:
  /// A call of SQLite that uses a file.
  enum class Call { Open, Delete, Read, Write, Truncate, Sync };

  enum class Fault {
    Failure,  ///< EIO, at any call.
    Full,     ///< ENOSPC, at writes only.
  };

  Disk();
  Disk(const Disk&) = delete;
  Disk& operator=(const Disk&) = delete;
  ~Disk();

  /// Cuts the power at this call from now on; the first one is 1. From then on all calls fail.
  void cutPowerAt(std::int64_t call);
  bool hasPower() const;

  /// Cuts the power unless it is off, and starts with what the disk has kept. No file may be open.
  void restart(std::minstd_rand& random);

  /// Lets this call from now on fail, and with `lasts` all that follow.
  void failAt(std::int64_t call, Fault fault, bool lasts);

  /// Lets all calls succeed from now on, and returns the first that has failed since failAt().
  std::optional<Call> mend();

  /// Syncs nothing from now on, but reports success.
  void ignoreSyncs() { ignoresSyncs_ = true; }

 private:
  struct OpenFile;
  using Lock = std::lock_guard<std::mutex>;

  /// The file that a name stands for; null for none.
  struct Name {
    std::shared_ptr<CachedFile> synced;
    std::vector<std::shared_ptr<CachedFile>> since = {};  ///< What it stood for since then.

    const std::shared_ptr<CachedFile>& now() const { return since.empty() ? synced : since.back(); }
    void sync();
  };

  /// A call that is to fail.
  struct Planned {
    std::int64_t call;
    Fault fault;
    bool lasts;
    std::optional<Call> failed = {};  ///< The first one.
  };

  static const sqlite3_io_methods& methods();
  static int open(sqlite3_vfs* vfs, sqlite3_filename path, sqlite3_file* file, int flags, int* out);
  static int remove(sqlite3_vfs* vfs, const char* path, int syncFolder);
  static int close(sqlite3_file* file);
  static int read(sqlite3_file* file, void* data, int size, sqlite3_int64 offset);
  static int write(sqlite3_file* file, const void* data, int size, sqlite3_int64 offset);
  static int truncate(sqlite3_file* file, sqlite3_int64 size);
  static int sync(sqlite3_file* file, int flags);

  /// SQLITE_OK, or why this call fails.
  int begin(Call call);
  Name& nameOf(const std::string& path);

  sqlite3_vfs* const system_;
  sqlite3_vfs vfs_;

  mutable std::mutex mutex_;
  std::map<std::string, Name> names_;
  std::int64_t calls_ = 0;
  std::optional<std::int64_t> cutAt_;
  bool hasPower_ = true;
  std::optional<Planned> planned_;
  bool ignoresSyncs_ = false;
};

}  // namespace freezer::test
