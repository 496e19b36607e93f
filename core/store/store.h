#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "core/caller.h"
#include "core/resource.h"
#include "core/result.h"
#include "core/search/search.h"
#include "core/store/counters.h"
#include "core/store/identity_tables.h"

namespace freezer {

/// A stored document and its metadata.
struct Record {
  std::string id;
  std::string project_id;
  std::string user_id;
  std::int64_t version = 1;
  std::int64_t created_at = 0;  ///< Seconds since the epoch.
  std::int64_t updated_at = 0;  ///< Seconds since the epoch.
  std::string text;             ///< The document as JSON, as v2 returns it.

  /// The value of the column Resource::sidecar, which is not part of the document: the user_name of
  /// a backup; for a job, the project of its client if it differs from the job's. Empty otherwise.
  std::string sidecar;

  /// The name of the user who made the last change, or the ID if the name is not known. Empty for a
  /// change that has no user, such as a document from before it was recorded.
  std::string updated_by = {};

  /// checksumOf() this record when it was stored; set by the store.
  std::uint32_t checksum = 0;

  bool operator==(const Record&) const = default;
};

/// Whether `scope` is that of the owner of `record`.
bool owns(const Scope& scope, const Record& record);

/// The values of a document that an engine indexes.
struct IndexEntries {
  /// One for each of Resource::columns, in the same order; null if absent.
  using Scalar = std::variant<std::monostate, std::int64_t, std::string>;
  std::vector<Scalar> columns;

  /// A value of a searchable name outside the place of its column, for example the status of a job
  /// inside a session. A search by the bare name matches at any depth (freezer-api-rest(7),
  /// "Search"). Values equal to the column are omitted, because the column matches already.
  struct Stray {
    std::string name;
    std::string text;  ///< The text of the scalar; never of null.

    // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 takes the 0 of its code for a pointer.
    auto operator<=>(const Stray&) const = default;
  };
  std::set<Stray> strays;
};

/// Receives one record of a list; may change it or move from it. An Error ends the list.
using VisitRecord = std::function<Result<void>(Record&)>;

/// Receives the ID and text of a record, which are valid during the call.
using VisitText = std::function<Result<void>(std::string_view id, std::string_view text)>;

/// The end of a page of a list.
struct PageEnd {
  bool more = false;                  ///< Whether documents follow.
  std::optional<std::int64_t> count;  ///< Number of all matches, if requested.
  bool isScan = false;                ///< Whether documents were read to find those that match.
};

/// The newest backup of a client.
struct LastBackup {
  std::string client_id;
  std::int64_t time = 0;  ///< time_stamp; if absent, created_at.
};

/// The last poll of a client: its scheduler has listed its jobs. Kept beside its document.
struct ClientPoll {
  std::string client_id;
  std::int64_t time = 0;      ///< Seconds since the epoch.
  std::int64_t interval = 0;  ///< Seconds since the poll that was noted before; 0: unknown.
};

inline constexpr std::int64_t kSecondsOfDay = 86400;

/// The backups of one day.
struct BackupDay {
  std::int64_t start = 0;  ///< The first second of the day, in UTC.
  std::int64_t count = 0;
  std::int64_t bytes = 0;  ///< Total size of the backups that report a size.
};

/// A consistent, read-only view of the store.
class Snapshot {
 public:
  virtual ~Snapshot() = default;

  /// The record with `id` within `scope`, or none. Central clients are in every scope
  /// (freezer-api-rest(7), "Clients").
  virtual Result<std::optional<Record>> find(const Resource& resource, const Scope& scope,
                                             std::string_view id) = 0;

  /// Says which records find() will be asked for soon. An engine may read them at once, as if they
  /// were found now.
  virtual void expect(const Resource& /*resource*/, std::span<const std::string> /*ids*/) {}

  /// To be called every second by who does not use the snapshot meanwhile: an engine may end one
  /// that nobody uses for long.
  virtual void keepAlive() {}

  /// Visits the records of one page. InvalidRequest if the marker is not in the scope.
  virtual Result<PageEnd> list(const Resource& resource, const Scope& scope, const Query& query,
                               const VisitRecord& visit) = 0;

  /// Like list(), with IDs and texts only, which takes half the time.
  virtual Result<PageEnd> listTexts(const Resource& resource, const Scope& scope,
                                    const Query& query, const VisitText& visit) = 0;

  /// The IDs of the jobs that refer to an action, in creation order.
  virtual Result<std::vector<std::string>> jobsOfAction(std::string_view action_id) = 0;

  /// The number of jobs that refer to an action, counted up to `most`.
  virtual Result<std::int64_t> countJobsOfAction(std::string_view action_id, std::int64_t most) = 0;

  /// The ID of a client in any project, other than `except`, that has `hostname` and is central
  /// (with `any`: central or not); none if there is no such client.
  virtual Result<std::optional<std::string>> clientWithHostname(std::string_view hostname,
                                                                std::string_view except,
                                                                bool any) = 0;

  /// The most recently stored backup of each client within `scope` that has a backup. A backup
  /// belongs to a client if its job_id is a job of the client, or if its hostname is the client's
  /// hostname (client_id, if the client has none). A client can appear several times: once by
  /// hostname, and once for each project of its jobs.
  virtual Result<std::vector<LastBackup>> lastBackups(const Scope& scope) = 0;

  /// The last polls of the clients that belong to `scope` and have polled.
  virtual Result<std::vector<ClientPoll>> lastPolls(const Scope& scope) = 0;

  /// The days with backups, by time_stamp, from `since` until before `until`, in order. Both are
  /// the start of a day.
  virtual Result<std::vector<BackupDay>> backupsPerDay(const Scope& scope, std::int64_t since,
                                                       std::int64_t until) = 0;

  /// The IDs of the projects that have documents and whose IDs begin with `prefix`, sorted; at most
  /// `most`.
  virtual Result<std::vector<std::string>> projectIds(std::string_view prefix,
                                                      std::size_t most) = 0;

  /// Users, projects and tokens in the same view; valid as long as the snapshot.
  virtual IdentityView& identity() = 0;
};

/// One page of a list, in memory.
struct Page {
  std::vector<Record> records;
  PageEnd end;
};
Result<Page> readPage(Snapshot& snapshot, const Resource& resource, const Scope& scope,
                      const Query& query);

/// A snapshot with write access. All changes are stored, or none.
class Transaction : public Snapshot {
 public:
  /// AlreadyExists if a document of this kind with the ID exists in any project.
  virtual Result<void> insert(const Resource& resource, const Record& record,
                              const IndexEntries& entries) = 0;

  /// Overwrites the record with this ID, which must exist. Its position in the creation order, its
  /// owner and created_at are kept.
  virtual Result<void> update(const Resource& resource, const Record& record,
                              const IndexEntries& entries) = 0;

  /// The same if the stored record is `before`; otherwise does nothing and returns false.
  virtual Result<bool> updateIfUnchanged(const Resource& resource, const Record& before,
                                         const Record& record, const IndexEntries& entries) = 0;

  /// Removes the record with this ID, if it exists.
  virtual Result<void> remove(const Resource& resource, std::string_view id) = 0;

  /// Replaces the links from a job to its actions.
  virtual Result<void> linkActions(std::string_view job_id,
                                   std::span<const std::string> action_ids) = 0;

  /// Notes a poll, unless a later one is noted already, or no client with the ID belongs to
  /// `scope`. Its interval is computed if an earlier one is noted. Removed with the client.
  virtual Result<void> notePoll(const Scope& scope, const ClientPoll& poll) = 0;

  IdentityTables& identity() override = 0;
};

/// Stores the documents of all projects. Safe to use from several threads at once. The destructor
/// closes the store. Errors: StoreBusy if another writer blocked the store for too long,
/// StoreFailure otherwise.
class Store {
 public:
  using ReadWork = std::function<Result<void>(Snapshot&)>;
  using WriteWork = std::function<Result<void>(Transaction&)>;

  virtual ~Store() = default;

  /// Runs `work` on a snapshot. Use readFrom() instead.
  virtual Result<void> read(const ReadWork& work) = 0;

  /// Finds one document, like Snapshot::find(). An engine may omit the transaction.
  virtual Result<std::optional<Record>> find(const Resource& resource, const Scope& scope,
                                             std::string_view id);

  /// Runs `work` in a transaction. The transaction is committed durably before this returns
  /// success, and rolled back if `work` returns an Error. An engine may retry `work`, run it on
  /// another thread, and combine it with the work of other callers. `work` must have no effects
  /// except through the transaction and idempotent assignments. Use writeTo() instead.
  virtual Result<void> write(const WriteWork& work) = 0;

  /// Like write(), for work that reads nothing. It may share a transaction with the work of other
  /// callers.
  virtual Result<void> writeOnly(const WriteWork& work) { return write(work); }

  /// Whether the transactions of write() wait for each other, even if they have nothing in common.
  virtual bool writesOneByOne() const { return true; }

  /// Whether the store is usable; for the detailed health check.
  virtual Result<void> ping() = 0;

  /// The size of the write-ahead log, in bytes; none if the engine has no such file.
  virtual std::optional<std::uintmax_t> logSize() const { return {}; }

  StoreCounters& counters() { return counters_; }

 private:
  StoreCounters counters_;
};

namespace detail {
template <typename Result_, typename View, typename Run, typename Work>
Result_ runIn(Run run, Work& work) {
  std::optional<Result_> result;
  Result<void> ran = run([&](View& view) -> Result<void> {
    result.emplace(work(view));
    if (!*result) return result->error();
    return {};
  });
  if (!ran) return ran.error();
  return std::move(*result);
}
}  // namespace detail

/// Runs `work(Snapshot&)` on a snapshot and returns its Result.
template <typename Work>
std::invoke_result_t<Work&, Snapshot&> readFrom(Store& store, Work work) {
  return detail::runIn<std::invoke_result_t<Work&, Snapshot&>, Snapshot>(
      [&](const Store::ReadWork& run) { return store.read(run); }, work);
}

/// Runs `work(Transaction&)` in a transaction and returns its Result. See Store::write() for the
/// restrictions of `work`.
template <typename Work>
std::invoke_result_t<Work&, Transaction&> writeTo(Store& store, Work work) {
  return detail::runIn<std::invoke_result_t<Work&, Transaction&>, Transaction>(
      [&](const Store::WriteWork& run) { return store.write(run); }, work);
}

}  // namespace freezer
