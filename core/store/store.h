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
  std::string text;             ///< The document as v2 answers it, JSON.

  /// Kept beside the document, in the column Resource::sidecar: the user_name
  /// of a backup; for a job, the project of its client where that is another
  /// project than the job's. Empty otherwise.
  std::string sidecar;
};

/// The values of a document that an engine indexes.
struct IndexEntries {
  /// One for each of Resource::columns, in their order; null where absent.
  using Scalar = std::variant<std::monostate, std::int64_t, std::string>;
  std::vector<Scalar> columns;

  /// A value that a searchable name has at another place of the document than
  /// its column's: the status of a job inside a session, say. A search by that
  /// name must find it too ("at any depth": freezer-api-rest(7), "Search"). A value that the
  /// column has as well is no stray: the column is found already.
  struct Stray {
    std::string name;
    std::string text;  ///< Of the scalar; never of null.

    auto operator<=>(const Stray&) const = default;
  };
  std::set<Stray> strays;
};

/// Takes one record of a list; it may change the record and move from it. An Error ends the list.
using VisitRecord = std::function<Result<void>(Record&)>;

/// Takes the ID and text of a record, which are valid during the call.
using VisitText = std::function<Result<void>(std::string_view id, std::string_view text)>;

/// The end of a page of a list.
struct PageEnd {
  bool more = false;                  ///< Whether documents follow.
  std::optional<std::int64_t> count;  ///< Of all matches, if asked for.
};

/// The newest backup of a client.
struct LastBackup {
  std::string client_id;
  std::int64_t time = 0;  ///< Its time_stamp, or where it has none, when it was stored.
};

/// The backups that were taken on one day.
struct BackupDay {
  std::int64_t start = 0;  ///< The first second of the day, in UTC.
  std::int64_t count = 0;
  std::int64_t bytes = 0;  ///< Of the backups that give a size.
};

/// One unchanging view of the store.
class Snapshot {
 public:
  virtual ~Snapshot() = default;

  /// The record with `id` within `scope`, or none. Clients that are central
  /// are within every scope (freezer-api-rest(7), "Clients").
  virtual Result<std::optional<Record>> find(const Resource& resource, const Scope& scope,
                                             std::string_view id) = 0;

  /// Visits the records of one page. InvalidRequest when the marker is not
  /// within the scope.
  virtual Result<PageEnd> list(const Resource& resource, const Scope& scope, const Query& query,
                               const VisitRecord& visit) = 0;

  /// Visits IDs and texts only, in half the time.
  virtual Result<PageEnd> listTexts(const Resource& resource, const Scope& scope,
                                    const Query& query, const VisitText& visit) = 0;

  /// The ids of the jobs that refer to an action, in creation order.
  virtual Result<std::vector<std::string>> jobsOfAction(std::string_view action_id) = 0;

  /// The id of a client, other than `except`, that has `hostname` and is
  /// central (or, with `any`, central or not), in any project; none when free.
  virtual Result<std::optional<std::string>> clientWithHostname(std::string_view hostname,
                                                                std::string_view except,
                                                                bool any) = 0;

  /// The newest backup, in the order they were stored, of each client within
  /// `scope` that has any: a backup is a client's when it names one of its jobs,
  /// or its hostname (for a client without, its id). A client whose jobs are in
  /// several projects comes once for each way.
  virtual Result<std::vector<LastBackup>> lastBackups(const Scope& scope) = 0;

  /// The days from `since` until before `until`, both the start of a day, that
  /// have backups by their time_stamp, in order.
  virtual Result<std::vector<BackupDay>> backupsPerDay(const Scope& scope, std::int64_t since,
                                                       std::int64_t until) = 0;

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

/// A view that can be changed. All changes are stored, or none.
class Transaction : public Snapshot {
 public:
  /// AlreadyExists when any project has a document of this kind with the id.
  virtual Result<void> insert(const Resource& resource, const Record& record,
                              const IndexEntries& entries) = 0;

  /// Overwrites the record with this id, which must exist; its place in the
  /// creation order, its owner and created_at stay.
  virtual Result<void> update(const Resource& resource, const Record& record,
                              const IndexEntries& entries) = 0;

  /// Removes the record with this ID, if it exists.
  virtual Result<void> remove(const Resource& resource, std::string_view id) = 0;

  /// Replaces the links from a job to its actions.
  virtual Result<void> linkActions(std::string_view job_id,
                                   std::span<const std::string> action_ids) = 0;

  IdentityTables& identity() override = 0;
};

/// Keeps the documents of all projects. Safe to use from several threads at
/// once; the store is closed when it is destroyed. Failures come back as Error:
/// StoreBusy when another writer held it too long, StoreFailure otherwise.
class Store {
 public:
  using ReadWork = std::function<Result<void>(Snapshot&)>;
  using WriteWork = std::function<Result<void>(Transaction&)>;

  virtual ~Store() = default;

  /// Runs `work` on one unchanging view. Use readFrom() instead.
  virtual Result<void> read(const ReadWork& work) = 0;

  /// Finds one document, like Snapshot::find(). An engine may do without a transaction.
  virtual Result<std::optional<Record>> find(const Resource& resource, const Scope& scope,
                                             std::string_view id);

  /// Runs `work` in a transaction: committed, durably, before this returns
  /// success; rolled back when `work` returns an Error. An engine may run `work`
  /// again from its start, on another thread, and together with the work of
  /// others: it must have no effect but through the transaction and what it
  /// assigns to. Use writeTo() instead.
  virtual Result<void> write(const WriteWork& work) = 0;

  /// Whether the store answers: for the detailed health check.
  virtual Result<void> ping() = 0;
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

/// Runs `work(Snapshot&)`, which returns a Result, and returns what it does.
template <typename Work>
std::invoke_result_t<Work&, Snapshot&> readFrom(Store& store, Work work) {
  return detail::runIn<std::invoke_result_t<Work&, Snapshot&>, Snapshot>(
      [&](const Store::ReadWork& run) { return store.read(run); }, work);
}

/// Runs `work(Transaction&)`, which returns a Result, in a transaction and
/// returns what it does. See Store::write() for what `work` may do.
template <typename Work>
std::invoke_result_t<Work&, Transaction&> writeTo(Store& store, Work work) {
  return detail::runIn<std::invoke_result_t<Work&, Transaction&>, Transaction>(
      [&](const Store::WriteWork& run) { return store.write(run); }, work);
}

}  // namespace freezer
