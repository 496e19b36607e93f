#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/bulk/bulk.h"
#include "core/caller.h"
#include "core/identity/accounts.h"
#include "core/identity/tokens.h"
#include "core/json/document.h"
#include "core/resource.h"
#include "core/result.h"
#include "core/rules/job_events.h"
#include "core/rules/overview.h"
#include "core/rules/sessions.h"
#include "core/rules/trusts.h"
#include "core/search/search.h"
#include "core/store/store.h"

namespace freezer {

/// The state that a document must have before it is changed (If-Match).
struct Precondition {
  bool mustExist = false;              ///< "*": any version, but there must be one.
  std::vector<std::int64_t> versions;  ///< One of these; empty: any.
};

/// All operations of the service, without HTTP or terminal: routes and commands call these. Every
/// operation is one transaction. Bodies are what a client sends; answers are records whose text is
/// the document as v2 shows it to the caller. Safe to use from several threads at once.
class Freezer {
 public:
  using Clock = freezer::Clock;

  /// Uses `store`, which must outlive it.
  explicit Freezer(Store& store, Clock clock = systemClock());

  Result<Page> list(const Resource& resource, const Caller& caller, const Query& query) const;

  /// Visits the texts of one page, which is faster.
  Result<PageEnd> listTexts(const Resource& resource, const Caller& caller, const Query& query,
                            const VisitText& visit) const;

  /// NotFound when it is not within the caller's scope.
  Result<Record> show(const Resource& resource, const Caller& caller, const std::string& id) const;

  /// Adds a document and returns its record. A client that the caller's scope
  /// already has is refreshed instead.
  Result<Record> create(const Resource& resource, const Caller& caller, const Document& body);

  /// Creates the document with this id, or replaces it.
  Result<Record> replace(const Resource& resource, const Caller& caller, const std::string& id,
                         const Document& body, const Precondition& precondition = {});

  /// Applies a JSON Merge Patch; the result is validated like a new document.
  Result<Record> patch(const Resource& resource, const Caller& caller, const std::string& id,
                       const Document& patch, const Precondition& precondition = {});

  /// NotFound when it is not within the caller's scope; nothing happens then.
  Result<void> remove(const Resource& resource, const Caller& caller, const std::string& id,
                      const Precondition& precondition = {});

  /// Removes in one transaction those of `ids` that exist and belong to the caller. Returns their
  /// number.
  Result<std::int64_t> removeAll(const Resource& resource, const Caller& caller,
                                 std::span<const std::string> ids);

  /// Asks the job's scheduler to start, stop or abort it: "success", or
  /// "start already requested" and so on.
  Result<std::string> sendEvent(const Caller& caller, const std::string& job_id, JobEvent event);

  /// A job of the session reports that it starts, having seen `tag`.
  Result<SessionAnswer> startSession(const Caller& caller, const std::string& session_id,
                                     const std::string& job_id, std::int64_t tag);

  /// A job of the session reports that it ended with `result`.
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

  /// The state of clients, jobs and sessions within the caller's scope.
  Result<Overview> overview(const Caller& caller) const;

  // See core/bulk/bulk.h.
  Result<void> exportLines(const Selection& selection, const WriteLine& write) const;
  Result<ImportCounts> importLines(const NextLine& next, const ImportOptions& options = {},
                                   const ImportEvents& events = {});

  /// Users, projects, roles and tokens of the strategy `builtin`.
  Accounts& accounts() { return accounts_; }
  Tokens& tokens() { return tokens_; }

  /// Whether the store answers.
  Result<void> ping() const;

  static Clock systemClock();

 private:
  Store& store_;
  Clock clock_;
  Accounts accounts_;
  Tokens tokens_;
};

}  // namespace freezer
