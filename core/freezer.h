#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/audit/trail.h"
#include "core/bulk/bulk.h"
#include "core/bulk/transfer.h"
#include "core/caller.h"
#include "core/identity/accounts.h"
#include "core/identity/tokens.h"
#include "core/json/document.h"
#include "core/resource.h"
#include "core/result.h"
#include "core/rules/job_events.h"
#include "core/rules/overview.h"
#include "core/rules/records.h"
#include "core/rules/rules.h"
#include "core/rules/sessions.h"
#include "core/rules/trusts.h"
#include "core/search/search.h"
#include "core/store/store.h"

namespace freezer {

/// The required state of a document before a change (If-Match).
struct Precondition {
  bool mustExist = false;              ///< "*": the document must exist, in any version.
  std::vector<std::int64_t> versions;  ///< Accepted versions; empty: any.
};

/// All operations of the service, independent of HTTP and terminal, for routes and commands. Every
/// operation is one transaction. Request bodies are as sent by clients; returned records hold the
/// document as v2 shows it to the caller. Safe to use from several threads at once.
///
/// Operations on documents that may change them note their outcome in Caller::audit, if there is
/// one: a change after its commit.
class Freezer {
 public:
  using Clock = freezer::Clock;

  /// Uses `store`, which must outlive it. A document that would exceed `limits` is not stored:
  /// TooLarge for its text, InvalidDocument for the rest. One that has exceeded them already may
  /// change, unless it grows.
  explicit Freezer(Store& store, Clock clock = systemClock(), const DocumentLimits& limits = {});

  Result<Page> list(const Resource& resource, const Caller& caller, const Query& query) const;

  /// Visits the texts of one page, which is faster.
  Result<PageEnd> listTexts(const Resource& resource, const Caller& caller, const Query& query,
                            const VisitText& visit) const;

  /// Visits the records of one page, with memory for one at a time. The store is read meanwhile.
  Result<PageEnd> listRecords(const Resource& resource, const Caller& caller, const Query& query,
                              const VisitRecord& visit) const;

  /// The ID of the document that `id` names: `id` itself, or the only ID that begins with it.
  /// NotFound if there is none in the caller's scope; InvalidRequest, with the first candidates, if
  /// there are several.
  Result<std::string> resolve(const Resource& resource, const Caller& caller,
                              const std::string& id) const;

  /// NotFound if it is outside the caller's scope.
  Result<Record> show(const Resource& resource, const Caller& caller, const std::string& id) const;

  /// Creates a document and returns its record. If the client exists in the caller's scope, it is
  /// updated instead.
  Result<Record> create(const Resource& resource, const Caller& caller, const Document& body);

  /// Creates or replaces the document with this ID.
  Result<Record> replace(const Resource& resource, const Caller& caller, const std::string& id,
                         const Document& body, const Precondition& precondition = {});

  /// Applies a JSON Merge Patch; the result is validated like a new document.
  Result<Record> patch(const Resource& resource, const Caller& caller, const std::string& id,
                       const Document& patch, const Precondition& precondition = {});

  /// NotFound, without any effect, if it is outside the caller's scope.
  Result<void> remove(const Resource& resource, const Caller& caller, const std::string& id,
                      const Precondition& precondition = {});

  /// Removes those of `ids` that exist and belong to the caller, in one transaction. Returns their
  /// number.
  Result<std::int64_t> removeAll(const Resource& resource, const Caller& caller,
                                 std::span<const std::string> ids);

  /// Requests the job's scheduler to start, stop or abort it. Returns "success" or, for example,
  /// "start already requested".
  Result<std::string> sendEvent(const Caller& caller, const std::string& job_id, JobEvent event);

  /// Called when a job of the session starts, with the session tag that the job has seen.
  Result<SessionAnswer> startSession(const Caller& caller, const std::string& session_id,
                                     const std::string& job_id, std::int64_t tag);

  /// Called when a job of the session ended with `result`.
  Result<SessionAnswer> endSession(const Caller& caller, const std::string& session_id,
                                   const std::string& job_id, const std::string& result);

  Result<void> addJob(const Caller& caller, const std::string& session_id,
                      const std::string& job_id);
  Result<void> removeJob(const Caller& caller, const std::string& session_id,
                         const std::string& job_id);

  /// See core/rules/trusts.h.
  Result<TrustPlan> planTrust(const Caller& caller, const std::string& job_id,
                              const Document* body) const;
  Result<bool> isTrustUsed(const std::string& project_id, const Trust& trust) const;

  /// See Snapshot::projectIds().
  Result<std::vector<std::string>> projectIds(std::string_view prefix, std::size_t most) const;

  /// Notes polls of schedulers (isPoll()), each by a caller with the given scope, in one
  /// transaction. Those of clients that do not belong to the scope have no effect.
  Result<void> notePolls(std::span<const std::pair<Scope, ClientPoll>> polls);

  /// The state of clients, jobs and sessions within the caller's scope. `proceed` as in Query.
  Result<Overview> overview(const Caller& caller, const Proceed& proceed = {}) const;

  /// The backups of today, in UTC, within a scope.
  Result<BackupDay> backupsToday(const Scope& scope) const;

  /// The state of one job and its next run. NotFound as for show().
  Result<JobOverview> jobOverview(const Caller& caller, const std::string& job_id) const;

  // See core/bulk/bulk.h.
  Result<void> exportLines(const Selection& selection, const WriteLine& write) const;
  Result<ImportCounts> importLines(const NextLine& next, const ImportOptions& options = {},
                                   const ImportEvents& events = {});

  /// See core/bulk/transfer.h.
  Result<std::vector<TransferTally>> transfer(bulk::Source& source, const ImportOptions& options,
                                              const TransferEvents& events = {});

  /// Users, projects, roles and tokens of the strategy `builtin`.
  Accounts& accounts() { return accounts_; }
  Tokens& tokens() { return tokens_; }

  /// Whether the store is usable.
  Result<void> ping() const;

  /// What the store has done, and the size of its write-ahead log: see Store.
  const StoreCounters& storeCounters() const { return store_.counters(); }
  std::optional<std::uintmax_t> storeLogSize() const { return store_.logSize(); }

  static Clock systemClock();

 private:
  /// The document after a change; null: it is removed.
  using Plan = std::function<Result<Document>(Operation&, const Stored&)>;

  /// What reachJobs() needs of a change.
  struct Reach {
    std::string_view verb;
    const Resource& resource;
    const std::string& id;
    const Precondition& precondition;
    const Plan& plan;
  };

  /// Begins an operation, or begins it again. `changes` takes its changes; null: nobody needs them.
  Operation begin(Transaction& transaction, const Caller& caller, DocumentChanges* changes,
                  const ReachedJobs* reached = nullptr) const;

  ReachedJobs reachJobs(const Caller& caller, const Reach& reach);
  std::optional<ReachedJobs> reachFurther(const Caller& caller, const Reach& reach,
                                          const ReachedJobs& reached);
  void noteScan(const PageEnd& end) const;

  Store& store_;
  Clock clock_;
  DocumentLimits limits_;
  Accounts accounts_;
  Tokens tokens_;
};

}  // namespace freezer
