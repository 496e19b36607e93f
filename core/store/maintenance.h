#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/resource.h"
#include "core/result.h"
#include "core/store/store.h"

/// Maintenance of a whole store, by its URL as openStore() takes it. All of it may run
/// while other programs use the store, and fails like openStore(): StoreBusy when
/// another writer held it too long, StoreFailure when it cannot be used.
namespace freezer {

/// A number of rows.
struct Count {
  std::string_view name;  ///< Resource::plural, or users, projects, tokens.
  std::int64_t number = 0;
};

/// Of each kind of document in the order of resources(), and of the identities.
using Counts = std::vector<Count>;

/// The content of a copy.
struct StoreCopy {
  std::int64_t bytes = 0;
  Counts counts;
};

/// Writes a copy of the store into `file`: all that was acknowledged before this
/// began, as it was at one moment. It was read again and found whole, and is on disk,
/// when this returns; until then it is called `file`.part. The copy is one file for
/// its user alone. AlreadyExists when there is such a file and `replace` is false.
Result<StoreCopy> backUpStore(const std::string& url, const std::filesystem::path& file,
                              bool replace);

/// The effect of a restore.
struct RestorePlan {
  std::optional<Counts> now;  ///< None where the store is too damaged to count.
  Counts then;
};

/// Checks the copy in `file` as restoreStore() does, and changes nothing.
Result<RestorePlan> planRestore(const std::string& url, const std::filesystem::path& file);

/// Puts the copy in `file` in the place of all that the store has, identities too,
/// in one transaction, and returns what there is then. The store is made if it is not
/// there, and its schema brought up to this program's. Programs that have it open go
/// on with the new content. InvalidRequest when `file` cannot be read, StoreFailure
/// when it is no whole copy or newer than this program; nothing is changed then.
Result<Counts> restoreStore(const std::string& url, const std::filesystem::path& file);

/// Faults, one line each. Only the first of many are kept.
class Findings {
 public:
  void add(std::string line) {
    if (lines_.size() < kMost) {
      lines_.push_back(std::move(line));
    } else {
      ++more_;
    }
  }

  const std::vector<std::string>& lines() const { return lines_; }
  std::int64_t more() const { return more_; }  ///< How many were not kept.

  static constexpr std::size_t kMost = 100;

 private:
  std::vector<std::string> lines_;
  std::int64_t more_ = 0;
};

/// A document and all that an engine keeps beside its text.
struct KeptDocument {
  Record record;
  IndexEntries entries;

  /// Of a job: the actions that it is linked to.
  std::set<std::string> action_ids;
};

using VisitKept = std::function<Result<void>(const KeptDocument&)>;

/// Visits every document of a kind; an Error ends the visit.
using VisitAll = std::function<Result<void>(const Resource&, const VisitKept&)>;

/// Adds the faults of the documents that a VisitAll visits. The Snapshot is the same view.
using InspectDocuments = std::function<Result<void>(Snapshot&, const VisitAll&, Findings&)>;

/// Checks the engine's own data, and if that has no faults, runs `inspect`, all in one unchanging
/// view of the store. Returns the faults. See also checkStore() in core/rules/invariants.h.
Result<Findings> inspectStore(const std::string& url, const InspectDocuments& inspect);

struct KindStats {
  const Resource* resource;
  std::int64_t documents = 0;
  std::int64_t bytes = 0;              ///< Of their texts.
  std::optional<std::int64_t> oldest;  ///< created_at, seconds since the epoch.
  std::optional<std::int64_t> newest;  ///< The same.
};

struct StoreStats {
  std::vector<KindStats> kinds;
  std::int64_t projects = 0;  ///< That have documents.
  std::string engine;         ///< "SQLite 3.40.1"
  int schemaVersion = 0;
  std::int64_t bytes = 0;         ///< Of the data on disk.
  std::int64_t journalBytes = 0;  ///< Of changes that are on disk but not there yet.
  std::int64_t pageSize = 0;      ///< Bytes.
  std::int64_t freePages = 0;     ///< Pages of the data that hold nothing.
};

Result<StoreStats> storeStats(const std::string& url);

/// The size on disk, journal included, of a store that was vacuumed.
struct Vacuumed {
  std::int64_t bytesBefore = 0;
  std::int64_t bytesAfter = 0;
};

/// Rewrites the store so that it takes no more space than it needs. Where others read
/// at the same time, the space may be given back only when they have moved on.
Result<Vacuumed> vacuumStore(const std::string& url);

}  // namespace freezer
