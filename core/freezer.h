#pragma once

#include <cstdint>
#include <functional>
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
#include "core/rules/overview.h"
#include "core/search/search.h"
#include "core/store/store.h"

namespace freezer {

/// What must hold of a document before it is changed (If-Match).
struct Precondition {
  bool mustExist = false;              ///< "*": any version, but there must be one.
  std::vector<std::int64_t> versions;  ///< One of these; empty: any.
};

enum class JobEvent { Start, Stop, Abort };

/// "start", "stop", "abort"; and back, InvalidRequest for anything else.
std::string_view toString(JobEvent event);
Result<JobEvent> parseJobEvent(std::string_view name);

/// The answer to a session action.
struct SessionAnswer {
  std::string result;  ///< "success", "hold-off" or "out-of-sync".
  std::int64_t session_tag = 0;
};

/// How a change of a job affects trusts.
struct TrustPlan {
  std::string project_id;        ///< The job's.
  bool isNeeded = false;         ///< The job goes to a central client that it was not with.
  std::optional<Trust> leaving;  ///< What it has now, and will not have.
};

/// All the service does, without HTTP or terminal: what a route or a command
/// calls. Every operation is one transaction. Bodies are what a client sends;
/// answers are records whose text is the document as v2 shows it to the caller.
/// Safe to use from several threads at once.
class Freezer {
 public:
  using Clock = std::function<std::int64_t()>;  ///< Seconds since the epoch.

  /// Uses `store`, which must outlive it.
  explicit Freezer(Store& store, Clock clock = systemClock());

  Result<Page> list(const Resource& resource, const Caller& caller, const Query& query) const;

  /// Visits the texts of one page instead, which is quicker.
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

  /// Applies a JSON Merge Patch; the outcome is validated like a new document.
  Result<Record> patch(const Resource& resource, const Caller& caller, const std::string& id,
                       const Document& patch, const Precondition& precondition = {});

  /// NotFound when it is not within the caller's scope; nothing happens then.
  Result<void> remove(const Resource& resource, const Caller& caller, const std::string& id,
                      const Precondition& precondition = {});

  /// Removes those of `ids` that are there and the caller's, all in one transaction. Returns how
  /// many those were.
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

  /// What becomes of the trust of a job when it is stored as `body` or patched with
  /// it, or removed where that is null. An id of no job, or none, is a new job.
  Result<TrustPlan> planTrust(const Caller& caller, const std::string& job_id,
                              const Document* body) const;

  /// Whether a job of this project has the trust.
  Result<bool> isTrustUsed(const std::string& project_id, const Trust& trust) const;

  /// What is going on within the caller's scope.
  Result<Overview> overview(const Caller& caller) const;
  /// Gives every document of the selection as a line, all of one moment: in the
  /// order in which they can be imported, and of a kind in creation order. Takes no
  /// more memory for more documents.
  Result<void> exportLines(const Selection& selection, const WriteLine& write) const;

  /// Stores the documents of lines that exportLines() gave, or that were written
  /// alike: as they are, owner, version and times included. A refused line is told,
  /// and the others are stored, many in a transaction; where the import ends with an
  /// Error, those that were told as done stay. To import the same lines again changes
  /// nothing, unless they replace. Takes no more memory for more lines.
  Result<ImportCounts> importLines(const NextLine& next, const ImportOptions& options = {},
                                   const ImportEvents& events = {});

  /// Who may come in, under the strategy `builtin`.
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

/// Reads the body of POST jobs/{job_id}/event: {"start": null}.
Result<JobEvent> parseJobEventBody(const Document& body);

/// What the body of POST sessions/{session_id}/action asks for.
struct SessionAction {
  enum class Name { Start, End } name = Name::Start;
  std::string job_id;
  std::int64_t current_tag = 0;
  std::string result;  ///< Of an end.
};

/// Reads {"start": {"job_id", "current_tag"}} or {"end": {"job_id",
/// "current_tag", "result"}}; a tag may be a number or, as the freezer command
/// sends it, its decimal text.
Result<SessionAction> parseSessionAction(const Document& body);

}  // namespace freezer
