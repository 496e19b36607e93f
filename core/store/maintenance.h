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

/// Maintenance of a store, identified by its URL as in openStore(). All functions can run while
/// other programs use the store. Errors are those of openStore(): StoreBusy if another writer
/// blocked the store for too long, StoreFailure if it cannot be used.
namespace freezer {

/// A number of rows.
struct Count {
  std::string_view name;  ///< Resource::plural, or users, projects, tokens.
  std::int64_t number = 0;
};

/// Documents by kind, in the order of resources(), then identities.
using Counts = std::vector<Count>;

/// The size and content of a copy.
struct StoreCopy {
  std::int64_t bytes = 0;
  Counts counts;
};

/// Is called with the files that exist, or may exist, until the work of this program is finished.
using WorkBegun = std::function<void(const std::vector<std::filesystem::path>&)>;

/// Writes a copy of the store to `file`: one snapshot, which contains all writes acknowledged
/// before the call. The copy is written to `file`.part, verified, synced to disk and then renamed.
/// Only its owner can read it. `begun` is called before the part file is filled. AlreadyExists if
/// `file` exists and `replace` is false.
Result<StoreCopy> backUpStore(const std::string& url, const std::filesystem::path& file,
                              bool replace, const WorkBegun& begun = {});

/// The effect of a restore.
struct RestorePlan {
  std::optional<Counts> now;  ///< None if the store is too damaged to count.
  Counts then;
};

/// Verifies the copy in `file` like restoreStore(), without changing anything.
Result<RestorePlan> planRestore(const std::string& url, const std::filesystem::path& file);

/// Replaces the content of the store, including identities, by the copy in `file`, in one
/// transaction, and returns the new counts. Creates the store if it does not exist, and upgrades
/// the schema. Programs that have the store open continue with the new content. InvalidRequest if
/// `file` cannot be read, StoreFailure if the copy is damaged, incomplete or newer than this
/// program; in both cases, nothing is changed.
Result<Counts> restoreStore(const std::string& url, const std::filesystem::path& file);

/// Faults, one line each, up to a limit.
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
  std::int64_t more() const { return more_; }  ///< Number of faults beyond the limit.

  static constexpr std::size_t kMost = 100;

 private:
  std::vector<std::string> lines_;
  std::int64_t more_ = 0;
};

/// A document with its columns and links in the engine.
struct KeptDocument {
  Record record;
  IndexEntries entries;

  /// Longer texts of `entries` are shortened (indexedText()).
  std::size_t longestText = 0;

  /// Only for jobs: the linked actions.
  std::set<std::string> action_ids;
};

using VisitKept = std::function<Result<void>(const KeptDocument&)>;

/// Visits every document of all kinds; an Error ends the visit.
using VisitAll = std::function<Result<void>(const Resource&, const VisitKept&)>;

/// Adds the faults of the documents that a VisitAll visits. The Snapshot is the same view.
using InspectDocuments = std::function<Result<void>(Snapshot&, const VisitAll&, Findings&)>;

/// Checks the engine's own data and, if it has no faults, runs `inspect`, all in one snapshot.
/// Returns the faults. See also checkStore() in core/rules/invariants.h.
Result<Findings> inspectStore(const std::string& url, const InspectDocuments& inspect);

struct KindStats {
  const Resource* resource = nullptr;
  std::int64_t documents = 0;
  std::int64_t bytes = 0;              ///< Total size of the texts.
  std::optional<std::int64_t> oldest;  ///< created_at, seconds since the epoch.
  std::optional<std::int64_t> newest;  ///< created_at.
};

struct StoreStats {
  std::vector<KindStats> kinds;
  std::int64_t projects = 0;  ///< Projects with documents.
  std::string engine;         ///< "SQLite 3.40.1"
  int schemaVersion = 0;
  std::int64_t bytes = 0;         ///< Of the data on disk.
  std::int64_t journalBytes = 0;  ///< Size of the write-ahead log.
  std::int64_t pageSize = 0;      ///< Bytes.
  std::int64_t freePages = 0;     ///< Unused pages.
};

Result<StoreStats> storeStats(const std::string& url);

/// The size on disk, including the write-ahead log, before and after a vacuum.
struct Vacuumed {
  std::int64_t bytesBefore = 0;
  std::int64_t bytesAfter = 0;
};

/// Rewrites the store to reclaim unused space. While other programs read, the space may be
/// reclaimed only after they finish.
Result<Vacuumed> vacuumStore(const std::string& url);

}  // namespace freezer
