#include "core/freezer.h"

#include <algorithm>
#include <chrono>

#include "core/json/document_reader.h"
#include "core/pointers.h"
#include "core/rules/actions.h"
#include "core/rules/backups.h"
#include "core/rules/clients.h"
#include "core/rules/envelope.h"
#include "core/rules/index_entries.h"
#include "core/rules/jobs.h"
#include "core/rules/records.h"
#include "core/rules/rules.h"
#include "core/rules/validation.h"
#include "core/schedule/faults.h"
#include "core/store/optimistic_write.h"
#include "core/uuid.h"

namespace freezer {
namespace {

const Rules& rulesOf(const Resource& resource) {
  switch (resource.kind) {
    case Kind::Backup: return backupRules();
    case Kind::Client: return clientRules();
    case Kind::Job: return jobRules();
    case Kind::Action: return actionRules();
    case Kind::Session: return sessionRules();
  }
  std::abort();  // Not reached: every kind has a case.
}

Result<void> check(const Precondition& precondition, const Record& record) {
  if (precondition.versions.empty() ||
      std::ranges::find(precondition.versions, record.version) != precondition.versions.end()) {
    return {};
  }
  return Error{ErrorCode::VersionMismatch, "the document now has version " +
                                               std::to_string(record.version) +
                                               "; read it again and repeat the change"};
}

/// The document with `id`, if the caller may change it.
Result<Stored> requireOwn(Operation& operation, const Resource& resource, const std::string& id,
                          const Precondition& precondition) {
  auto stored = require(operation.transaction, resource, operation.caller.scope, id);
  if (!stored) return stored.error();
  if (!owns(operation.caller.scope, stored.value().record)) {
    return Error{ErrorCode::Forbidden,
                 "the " + std::string(resource.name) + " " + id +
                     " belongs to another project; only that project can change it"};
  }
  if (const auto holds = check(precondition, stored.value().record); !holds) return holds.error();
  return stored;
}

/// Whether showTo() may remove members.
bool isShownInPart(const Resource& resource) {
  return resource.kind == Kind::Job;
}

Error ambiguousId(const Resource& resource, const std::string& id,
                  const std::vector<std::string>& candidates, bool hasMore) {
  std::string message =
      "several " + std::string(resource.plural) + " have an id that begins with " + id + ":";
  for (const std::string& candidate : candidates) message.append(" ").append(candidate);
  return {ErrorCode::InvalidRequest, message + (hasMore ? " ..." : "")};
}

/// Removes the parts of a record that `caller` must not see.
Result<void> showTo(const Caller& caller, const Resource& resource, Record& record) {
  return isShownInPart(resource) ? showJobTo(caller, record) : Result<void>();
}

/// `faults`, the schema violations of a document, and those of its schedule that `before`, the
/// stored document or null, does not have.
Result<void> check(std::vector<Fault> faults, const Resource& resource, const Document& document,
                   const Document* before) {
  const std::string_view schedule = rulesOf(resource).schedule;
  if (!schedule.empty()) {
    for (Fault& fault : scheduleFaults(document, schedule, before)) {
      if (std::ranges::find(faults, fault.pointer, &Fault::pointer) == faults.end())
        faults.push_back(std::move(fault));
    }
  }
  if (faults.empty()) return {};
  return invalidDocument(std::move(faults));
}

/// Completes a change, or refuses it.
Result<void> prepare(Operation& operation, const Resource& resource, Change& change) {
  if (const auto rule = rulesOf(resource).prepare) {
    if (const auto prepared = rule(operation, change); !prepared) return prepared;
  }
  addDefaults(resource, change.after);
  return {};
}

/// Updates other documents after a change was stored.
Result<void> followUp(Operation& operation, const Resource& resource, const Record& record,
                      const Change& change) {
  const auto rule = rulesOf(resource).stored;
  return rule == nullptr ? Result<void>() : rule(operation, record, change);
}

/// Adds a document to the store.
Result<Record> insert(Operation& operation, const Resource& resource, const Document& body,
                      const std::string& id) {
  const Caller& caller = operation.caller;
  Change change{nullptr, toStored(resource, body, id, caller.project_id, caller.user_id), {}};
  if (const auto prepared = prepare(operation, resource, change); !prepared) {
    return prepared.error();
  }
  const Record record{id,
                      caller.project_id,
                      caller.user_id,
                      1,
                      operation.now,
                      operation.now,
                      change.after.text(),
                      change.sidecar,
                      nameOfUser(caller)};
  if (const auto fits = checkSize(operation, resource, record); !fits) return fits.error();
  const auto inserted =
      operation.transaction.insert(resource, record, indexEntries(resource, change.after));
  if (!inserted) return inserted.error();
  operation.note(resource.kind, id, {}, record.version);
  if (const auto followed = followUp(operation, resource, record, change); !followed) {
    return followed.error();
  }
  return record;
}

/// Replaces a stored document by `after`.
Result<Record> update(Operation& operation, const Resource& resource, const Stored& before,
                      Document after) {
  Change change{&before.document, std::move(after), before.record.sidecar};
  if (const auto prepared = prepare(operation, resource, change); !prepared) {
    return prepared.error();
  }
  Stored stored{before.record, Document::viewOf(change.after.object())};
  stored.record.sidecar = change.sidecar;
  auto record = save(operation, resource, std::move(stored));
  if (!record) return record.error();
  if (const auto followed = followUp(operation, resource, record.value(), change); !followed) {
    return followed.error();
  }
  return record;
}

Result<void> removeOne(Operation& operation, const Resource& resource, const std::string& id,
                       const Precondition& precondition) {
  const auto stored = requireOwn(operation, resource, id, precondition);
  if (!stored) return stored.error();
  if (const auto rule = rulesOf(resource).remove) {
    if (const auto undone = rule(operation, stored.value().record); !undone) return undone;
  }
  if (auto removed = operation.transaction.remove(resource, id); !removed) return removed;
  operation.note(resource.kind, id, stored.value().record.version, {});
  return {};
}

/// The stored document after a merge patch.
Result<Document> patched(Operation& operation, const Resource& resource, const Stored& before,
                         const Document& patch) {
  Document after = before.document.clone();
  after.merge(patch);
  const std::size_t most = operation.limits.maxValues;
  const std::size_t values = countValues(Value(after.object()));
  if (values > most && values > countValues(Value(before.document.object()))) {
    return invalidDocument({tooManyValues(most)});
  }
  const auto valid = check(validateStored(resource, after), resource, after, &before.document);
  if (!valid) return valid.error();
  return after;
}

/// The stored document that `body` replaces.
Document replaced(const Resource& resource, const Stored& before, const Document& body) {
  const Record& record = before.record;
  return toStored(resource, body, record.id, record.project_id, record.user_id);
}

/// A scheduler registers its client at every start; this updates the stored client.
Result<Record> refreshClient(Operation& operation, const Resource& clients, const Stored& before,
                             const Document& body) {
  if (!owns(operation.caller.scope, before.record)) {
    return Error{ErrorCode::AlreadyExists, "a client with the id " + before.record.id +
                                               " belongs to another project or user"};
  }
  Document says = body.clone();
  for (const auto& [member, value] : body.object().copyOfMembers()) {
    if (value.isNull()) says.object().remove(member);
  }
  const auto patch = acceptPatch(clients, says);
  if (!patch) return patch.error();
  Document after = before.document.clone();
  after.merge(patch.value());
  if (after.text() == before.document.text()) return before.record;
  return update(operation, clients, before, std::move(after));
}

Result<Record> createOrRefreshClient(Operation& operation, const Resource& clients,
                                     const Document& body) {
  const std::string id = body.textAt(at::kClientId);
  const auto known = load(operation.transaction, clients, {Scope::By::Everyone, {}}, id);
  if (!known) return known.error();
  if (known.value()) return refreshClient(operation, clients, *known.value(), body);
  return insert(operation, clients, body, id);
}

/// A body that replaces a document, and its faults apart from those of its schedule.
struct Replacement {
  const Document& body;
  const std::vector<Fault>& faults;
};

/// Replaces the document with `id`, or creates it.
Result<Record> replaceIn(Operation& operation, const Resource& resource, const std::string& id,
                         const Replacement& replacement, const Precondition& precondition) {
  const auto& [body, faults] = replacement;
  const auto before = load(operation.transaction, resource, operation.caller.scope, id);
  if (!before) return before.error();
  const Document* const stored = before.value() ? &before.value()->document : nullptr;
  if (const auto valid = check(faults, resource, body, stored); !valid) return valid.error();
  if (stored == nullptr) {
    if (precondition.mustExist || !precondition.versions.empty()) {
      return Error{ErrorCode::VersionMismatch, notFound(resource, id).message};
    }
    auto inserted = insert(operation, resource, body, id);
    // A document of another project is reported as not found.
    if (!inserted && inserted.error().code == ErrorCode::AlreadyExists) {
      return notFound(resource, id);
    }
    return inserted;
  }
  const Record& record = before.value()->record;
  if (const auto holds = check(precondition, record); !holds) return holds.error();
  return update(operation, resource, *before.value(), replaced(resource, *before.value(), body));
}

/// Runs an operation, `work(changes)`, and notes its outcome for the audit log. Without one,
/// `changes` is null, and this costs nothing.
template <typename Work>
std::invoke_result_t<Work&, DocumentChanges*> audited(const Caller& caller, std::string_view verb,
                                                      const Resource& resource,
                                                      const std::string& id, Work work) {
  if (caller.audit == nullptr) return work(nullptr);
  DocumentChanges changes;
  auto result = work(&changes);
  const AuditSubject subject{verb, resource.name, id};
  if (result) {
    caller.audit->note(caller, subject, changes);
  } else {
    caller.audit->note(caller, subject, result.error());
  }
  return result;
}

}  // namespace

Freezer::Clock Freezer::systemClock() {
  return [] {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::int64_t{std::chrono::duration_cast<std::chrono::seconds>(now).count()};
  };
}

Freezer::Freezer(Store& store, Clock clock, const DocumentLimits& limits)
    : store_(store),
      clock_(std::move(clock)),
      limits_(limits),
      accounts_(store_, clock_),
      tokens_(store_, clock_) {}

Result<Page> Freezer::list(const Resource& resource, const Caller& caller,
                           const Query& query) const {
  auto page = readFrom(store_, [&](Snapshot& snapshot) {
    return readPage(snapshot, resource, caller.scope, query);
  });
  if (!page) return page;
  noteScan(page.value().end);
  for (Record& record : page.value().records) {
    if (const auto shown = showTo(caller, resource, record); !shown) return shown.error();
  }
  return page;
}

Result<PageEnd> Freezer::listTexts(const Resource& resource, const Caller& caller,
                                   const Query& query, const VisitText& visit) const {
  auto end = readFrom(store_, [&](Snapshot& snapshot) {
    if (!isShownInPart(resource)) {
      return snapshot.listTexts(resource, caller.scope, query, visit);
    }
    return snapshot.list(resource, caller.scope, query, [&](Record& record) -> Result<void> {
      if (const auto shown = showTo(caller, resource, record); !shown) return shown;
      return visit(record.id, record.text);
    });
  });
  if (end) noteScan(end.value());
  return end;
}

Result<PageEnd> Freezer::listRecords(const Resource& resource, const Caller& caller,
                                     const Query& query, const VisitRecord& visit) const {
  auto end = readFrom(store_, [&](Snapshot& snapshot) {
    return snapshot.list(resource, caller.scope, query, [&](Record& record) -> Result<void> {
      if (const auto shown = showTo(caller, resource, record); !shown) return shown;
      return visit(record);
    });
  });
  if (end) noteScan(end.value());
  return end;
}

void Freezer::noteScan(const PageEnd& end) const {
  if (end.isScan) ++store_.counters().scans;
}

Result<std::string> Freezer::resolve(const Resource& resource, const Caller& caller,
                                     const std::string& id) const {
  constexpr std::int64_t kCandidates = 10;
  if (id.empty()) return notFound(resource, id);
  Query query;
  query.search.idPrefix = id;
  query.sort.key = resource.idField;
  query.limit = kCandidates;
  std::vector<std::string> found;
  const auto end = listTexts(resource, caller, query,
                             [&](std::string_view candidate, std::string_view) -> Result<void> {
                               found.emplace_back(candidate);
                               return {};
                             });
  if (!end) return end.error();
  if (found.empty()) return notFound(resource, id);
  // IDs are sorted, so the one that equals the prefix is the first.
  if (found.size() == 1 || found.front() == id) return found.front();
  return ambiguousId(resource, id, found, end.value().more);
}

Result<Record> Freezer::show(const Resource& resource, const Caller& caller,
                             const std::string& id) const {
  auto record = store_.find(resource, caller.scope, id);
  if (!record) return record.error();
  if (!record.value()) return notFound(resource, id);
  Record found = *std::move(record).value();
  if (const auto shown = showTo(caller, resource, found); !shown) return shown.error();
  return found;
}

Operation Freezer::begin(Transaction& transaction, const Caller& caller, DocumentChanges* changes,
                         const ReachedJobs* reached) const {
  // Of a transaction that runs again, only the last run counts.
  if (changes != nullptr) changes->clear();
  return {transaction, caller, clock_(), limits_, reached, changes};
}

Result<Record> Freezer::create(const Resource& resource, const Caller& caller,
                               const Document& given) {
  const Document body = acceptBody(resource, given);
  const std::string id = body.textAt("/" + std::string(resource.idField));
  return audited(caller, "create", resource, id, [&](DocumentChanges* changes) -> Result<Record> {
    if (const auto valid = check(validate(resource, body), resource, body, nullptr); !valid)
      return valid.error();
    return createIn(store_, [&](Transaction& transaction) -> Result<Record> {
      Operation operation = begin(transaction, caller, changes);
      if (resource.kind == Kind::Client) return createOrRefreshClient(operation, resource, body);
      return insert(operation, resource, body, id.empty() ? newId() : id);
    });
  });
}

/// Changes the jobs of an action, if they are many, ahead of the action. Leaves errors to the
/// change itself.
ReachedJobs Freezer::reachJobs(const Caller& caller, const Reach& reach) {
  ReachedJobs reached;
  if (reach.resource.kind != Kind::Action) return reached;
  // Few jobs need no step, and the change need not be prepared twice.
  const auto isShared =
      readFrom(store_, [&](Snapshot& snapshot) { return isSharedByMany(snapshot, reach.id); });
  if (!isShared || !isShared.value()) return reached;
  while (auto further = reachFurther(caller, reach, reached)) reached = *std::move(further);
  return reached;
}

/// One step; none if no more is needed, or at an error.
std::optional<ReachedJobs> Freezer::reachFurther(const Caller& caller, const Reach& reach,
                                                 const ReachedJobs& reached) {
  DocumentChanges changes;
  DocumentChanges* const noted = caller.audit == nullptr ? nullptr : &changes;
  auto step = changeIn(store_, [&](Transaction& transaction) -> Result<std::optional<ReachedJobs>> {
    Operation operation = begin(transaction, caller, noted, &reached);
    const auto before = requireOwn(operation, reach.resource, reach.id, reach.precondition);
    if (!before) return before.error();
    if (!reach.plan) return changeJobsAhead(operation, before.value(), nullptr);
    const auto after = reach.plan(operation, before.value());
    if (!after) return after.error();
    return changeJobsAhead(operation, before.value(), &after.value());
  });
  if (!step) return std::nullopt;
  if (noted != nullptr) {
    caller.audit->note(caller, {reach.verb, reach.resource.name, reach.id}, changes);
  }
  return std::move(step).value();
}

Result<Record> Freezer::replace(const Resource& resource, const Caller& caller,
                                const std::string& id, const Document& given,
                                const Precondition& precondition) {
  constexpr std::string_view kVerb = "replace";
  return audited(caller, kVerb, resource, id, [&](DocumentChanges* changes) -> Result<Record> {
    if (!isValidId(resource, id)) {
      return invalidDocument({{"/" + std::string(resource.idField), "is not a valid id"}});
    }
    const Document body = acceptBody(resource, given);
    const std::vector<Fault> faults = validate(resource, body);
    // Those of a schedule follow when the stored document is known.
    if (!faults.empty() && rulesOf(resource).schedule.empty()) return invalidDocument(faults);
    const Plan plan = [&](auto& /*operation*/, auto& before) {
      return replaced(resource, before, body);
    };
    const auto reached = reachJobs(caller, {kVerb, resource, id, precondition, plan});
    return changeIn(store_, [&](Transaction& transaction) -> Result<Record> {
      Operation operation = begin(transaction, caller, changes, &reached);
      return replaceIn(operation, resource, id, {body, faults}, precondition);
    });
  });
}

Result<Record> Freezer::patch(const Resource& resource, const Caller& caller, const std::string& id,
                              const Document& given, const Precondition& precondition) {
  constexpr std::string_view kVerb = "patch";
  return audited(caller, kVerb, resource, id, [&](DocumentChanges* changes) -> Result<Record> {
    const auto patch = acceptPatch(resource, given);
    if (!patch) return patch.error();
    const Plan plan = [&](auto& operation, auto& before) {
      return patched(operation, resource, before, patch.value());
    };
    const auto reached = reachJobs(caller, {kVerb, resource, id, precondition, plan});
    return changeIn(store_, [&](Transaction& transaction) -> Result<Record> {
      Operation operation = begin(transaction, caller, changes, &reached);
      const auto before = requireOwn(operation, resource, id, precondition);
      if (!before) return before.error();
      auto after = patched(operation, resource, before.value(), patch.value());
      if (!after) return after.error();
      return update(operation, resource, before.value(), std::move(after).value());
    });
  });
}

Result<void> Freezer::remove(const Resource& resource, const Caller& caller, const std::string& id,
                             const Precondition& precondition) {
  constexpr std::string_view kVerb = "delete";
  return audited(caller, kVerb, resource, id, [&](DocumentChanges* changes) {
    const auto reached = reachJobs(caller, {kVerb, resource, id, precondition, nullptr});
    return changeIn(store_, [&](Transaction& transaction) -> Result<void> {
      Operation operation = begin(transaction, caller, changes, &reached);
      return removeOne(operation, resource, id, precondition);
    });
  });
}

Result<std::int64_t> Freezer::removeAll(const Resource& resource, const Caller& caller,
                                        std::span<const std::string> ids) {
  return audited(caller, "delete", resource, {}, [&](DocumentChanges* changes) {
    return changeIn(store_, [&](Transaction& transaction) -> Result<std::int64_t> {
      Operation operation = begin(transaction, caller, changes);
      std::int64_t removed = 0;
      for (const std::string& id : ids) {
        const auto gone = removeOne(operation, resource, id, {});
        if (gone) {
          ++removed;
        } else if (gone.error().code != ErrorCode::NotFound &&
                   gone.error().code != ErrorCode::Forbidden) {
          return gone.error();
        }
      }
      return removed;
    });
  });
}

Result<std::string> Freezer::sendEvent(const Caller& caller, const std::string& job_id,
                                       JobEvent event) {
  return audited(caller, toString(event), kJobs, job_id, [&](DocumentChanges* changes) {
    return changeIn(store_, [&](Transaction& transaction) -> Result<std::string> {
      Operation operation = begin(transaction, caller, changes);
      auto job = require(transaction, kJobs, caller.scope, job_id);
      if (!job) return job.error();
      return applyEvent(operation, std::move(job).value(), event);
    });
  });
}

Result<SessionAnswer> Freezer::startSession(const Caller& caller, const std::string& session_id,
                                            const std::string& job_id, std::int64_t tag) {
  return audited(caller, "start", kSessions, session_id, [&](DocumentChanges* changes) {
    return changeIn(store_, [&](Transaction& transaction) {
      Operation operation = begin(transaction, caller, changes);
      return freezer::startSession(operation, session_id, job_id, tag);
    });
  });
}

Result<SessionAnswer> Freezer::endSession(const Caller& caller, const std::string& session_id,
                                          const std::string& job_id, const std::string& result) {
  return audited(caller, "end", kSessions, session_id, [&](DocumentChanges* changes) {
    return changeIn(store_, [&](Transaction& transaction) {
      Operation operation = begin(transaction, caller, changes);
      return freezer::endSession(operation, session_id, job_id, result);
    });
  });
}

Result<void> Freezer::addJob(const Caller& caller, const std::string& session_id,
                             const std::string& job_id) {
  return audited(caller, "add-job", kSessions, session_id, [&](DocumentChanges* changes) {
    return changeIn(store_, [&](Transaction& transaction) {
      Operation operation = begin(transaction, caller, changes);
      return freezer::addJob(operation, session_id, job_id);
    });
  });
}

Result<void> Freezer::removeJob(const Caller& caller, const std::string& session_id,
                                const std::string& job_id) {
  return audited(caller, "remove-job", kSessions, session_id, [&](DocumentChanges* changes) {
    return changeIn(store_, [&](Transaction& transaction) {
      Operation operation = begin(transaction, caller, changes);
      return freezer::removeJob(operation, session_id, job_id);
    });
  });
}

Result<TrustPlan> Freezer::planTrust(const Caller& caller, const std::string& job_id,
                                     const Document* body) const {
  return readFrom(store_, [&](Snapshot& snapshot) {
    return freezer::planTrust(snapshot, caller, job_id, body);
  });
}

Result<bool> Freezer::isTrustUsed(const std::string& project_id, const Trust& trust) const {
  return readFrom(store_, [&](Snapshot& snapshot) {
    return freezer::isTrustUsed(snapshot, project_id, trust);
  });
}

Result<std::vector<std::string>> Freezer::projectIds(std::string_view prefix,
                                                     std::size_t most) const {
  return readFrom(store_, [&](Snapshot& snapshot) { return snapshot.projectIds(prefix, most); });
}

Result<void> Freezer::notePolls(std::span<const std::pair<Scope, ClientPoll>> polls) {
  return store_.write([&](Transaction& transaction) -> Result<void> {
    for (const auto& [scope, poll] : polls) {
      if (auto noted = transaction.notePoll(scope, poll); !noted) return noted;
    }
    return {};
  });
}

Result<Overview> Freezer::overview(const Caller& caller, const Proceed& proceed) const {
  return readFrom(store_, [&](Snapshot& snapshot) {
    return overviewOf(snapshot, caller.scope, clock_(), proceed);
  });
}

Result<BackupDay> Freezer::backupsToday(const Scope& scope) const {
  const std::int64_t begin = clock_() / kSecondsOfDay * kSecondsOfDay;
  return readFrom(store_, [&](Snapshot& snapshot) -> Result<BackupDay> {
    const auto days = snapshot.backupsPerDay(scope, begin, begin + kSecondsOfDay);
    if (!days) return days.error();
    return days.value().empty() ? BackupDay{.start = begin} : days.value().front();
  });
}

Result<JobOverview> Freezer::jobOverview(const Caller& caller, const std::string& job_id) const {
  const auto job = show(resourceOf(Kind::Job), caller, job_id);
  if (!job) return job.error();
  return overviewOf(job.value(), clock_());
}

Result<void> Freezer::exportLines(const Selection& selection, const WriteLine& write) const {
  return store_.read(
      [&](Snapshot& snapshot) { return freezer::exportLines(snapshot, selection, write); });
}

Result<ImportCounts> Freezer::importLines(const NextLine& next, const ImportOptions& options,
                                          const ImportEvents& events) {
  return freezer::importLines(store_, clock_, next, options, events);
}

Result<std::vector<TransferTally>> Freezer::transfer(bulk::Source& source,
                                                     const ImportOptions& options,
                                                     const TransferEvents& events) {
  return freezer::transfer(store_, clock_, source, options, events);
}

Result<void> Freezer::ping() const {
  return store_.ping();
}

}  // namespace freezer
