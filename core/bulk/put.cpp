#include "core/bulk/put.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/json/document_reader.h"
#include "core/pointers.h"
#include "core/rules/actions.h"
#include "core/rules/clients.h"
#include "core/rules/index_entries.h"
#include "core/rules/jobs.h"
#include "core/rules/records.h"
#include "core/rules/rules.h"
#include "core/rules/session_links.h"

namespace freezer::bulk {
namespace {

bool haveOneOwner(const Record& left, const Record& right) {
  return left.project_id == right.project_id && left.user_id == right.user_id;
}

Error taken(const Line& line, const std::string& by) {
  return {ErrorCode::AlreadyExists, "the " + std::string(line.resource->idField) + " " +
                                        line.record.id + " already exists" + by};
}

/// Whether what is stored of a document can be read again: also from a line, which has one more
/// level, and, for an action, in a job, which has two more.
Result<void> checkNesting(const Line& line) {
  const bool isAction = line.resource->kind == Kind::Action;
  const std::size_t most = kStoredLimits.maxNesting - (isAction ? 3 : 1);
  if (nestingOf(Value(line.document.object())) <= most) return {};
  return invalidDocument({{"/document", "must not nest more than " + std::to_string(most) +
                                            " levels of objects and lists"}});
}

std::string idPointer(std::size_t index) {
  return "/document/job_actions/" + std::to_string(index) + "/action_id";
}

Error wrongAction(ErrorCode code, std::size_t index, const std::string& id, std::string message) {
  return {code, "the action " + id + " " + message, {{idPointer(index), message}}};
}

/// Views of the entries of a job.
std::vector<Document> entriesOf(const Document& job) {
  std::vector<Document> entries;
  if (const Array list = job.arrayAt(at::kJobActions)) {
    for (const ValueRef entry : list) entries.push_back(Document::viewOf(asObject(entry)));
  }
  return entries;
}

/// The action_id of the entry of a stored job, if there is one, with the freezer_action of `entry`.
/// It is kept; otherwise each import that replaces the job would create a new action.
std::optional<std::string> formerIdOf(const Document* before, const Document& entry) {
  if (before == nullptr) return std::nullopt;
  for (const Document& former : entriesOf(*before)) {
    if (equalIgnoringNulls(former.at(at::kFreezerAction), entry.at(at::kFreezerAction))) {
      return former.textAt(at::kActionId);
    }
  }
  return std::nullopt;
}

/// Whether all actions of a job exist or can be created from its entries.
Result<void> checkActions(Transaction& transaction, const Line& job, const Document* before) {
  std::set<std::string> created;
  const std::vector<Document> entries = entriesOf(job.document);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const std::string id = entries[i].textAt(at::kActionId);
    const auto known = transaction.find(kActions, kEveryone, id);
    if (!known) return known.error();
    if (known.value()) {
      const Record& action = *known.value();
      // Under v1, a user can have actions in several projects.
      if (action.project_id == job.record.project_id || action.user_id == job.record.user_id) {
        continue;
      }
      return wrongAction(ErrorCode::AlreadyExists, i, id, "belongs to another project and user");
    }
    if (entries[i].objectAt(at::kFreezerAction)) {
      if (!id.empty() && !formerIdOf(before, entries[i])) created.insert(id);
    } else if (!created.contains(id)) {
      return wrongAction(ErrorCode::Unprocessable, i, id,
                         "does not exist, and there is no freezer_action to create it from");
    }
  }
  return {};
}

/// Whether an entry is identical to the one that the service would build.
Result<bool> isResolved(Transaction& transaction, const Document& entry) {
  const auto action = load(transaction, kActions, kEveryone, entry.textAt(at::kActionId));
  if (!action) return action.error();
  return action.value() && equalIgnoringNulls(action.value()->document.at(at::kFreezerAction),
                                              entry.at(at::kFreezerAction));
}

/// Returns the entry with its action_id, and creates the action if it is missing. An entry that is
/// already resolved is unchanged.
Result<Document> resolveEntry(Operation& operation, const Document* before, Document entry,
                              std::size_t index) {
  auto isDone = isResolved(operation.transaction, entry);
  if (isDone && !isDone.value()) {
    if (const auto former = formerIdOf(before, entry)) {
      entry.set(at::kActionId, *former);
      isDone = isResolved(operation.transaction, entry);
    }
  }
  if (!isDone) return isDone.error();
  if (isDone.value()) return entry;
  return resolveAction(operation, entry, index);
}

Result<void> resolveActions(Operation& operation, const Document* before, Document& job) {
  const std::vector<Document> entries = entriesOf(job);
  Array resolved = Array::make(entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const auto entry = resolveEntry(operation, before, entries[i].clone(), i);
    if (!entry) return entry.error();
    resolved.set(i, entry.value().object());
  }
  job.set(at::kJobActions, resolved);
  return {};
}

/// Whether one caller can see both documents.
bool haveCommonOwner(const Record& left, const Record& right) {
  return left.project_id == right.project_id || left.user_id == right.user_id;
}

/// Removes a job from the session that it no longer names.
Result<void> leaveFormerSession(Operation& operation, const Line& line, const Document* before) {
  const std::string former = before == nullptr ? "" : before->textAt(at::kSessionId);
  if (former == line.document.textAt(at::kSessionId)) return {};
  return removeMember(operation, former, line.record.id);
}

/// Adds a job to the session that it names. Returns Done::awaitedJobs.
Result<std::int64_t> linkToSession(Operation& operation, const Line& line, const Document* before,
                                   Document& job) {
  const std::string wanted = job.textAt(at::kSessionId);
  if (wanted.empty()) return 0;
  auto session = load(operation.transaction, kSessions, kEveryone, wanted);
  if (!session) return session.error();
  if (!session.value() || !haveCommonOwner(session.value()->record, line.record)) {
    job.set(at::kSessionId, "");
    job.set(at::kSessionTag, 0);
    return 0;
  }
  if (session.value()->document.has(memberPointer(line.record.id))) return before ? 0 : -1;
  if (const auto added = addMember(session.value()->document, job); !added) return added.error();
  const auto saved = save(operation, kSessions, *std::move(session).value());
  return saved ? Result<std::int64_t>(0) : saved.error();
}

/// How a job that a session lists refers to that session.
enum class Membership { Names, NamesNot, Missing };

Result<Membership> memberOf(Operation& operation, const std::string& session_id,
                            const std::string& job_id) {
  const auto job = load(operation.transaction, kJobs, kEveryone, job_id);
  if (!job) return job.error();
  if (!job.value()) return Membership::Missing;
  const bool names = job.value()->document.textAt(at::kSessionId) == session_id;
  return names ? Membership::Names : Membership::NamesNot;
}

/// Reduces the jobs of a session to those that name it and those that do not exist yet. Returns
/// Done::awaitedJobs.
Result<std::int64_t> linkToJobs(Operation& operation, const Line& line, const Document* before,
                                Document& session) {
  std::int64_t awaited = 0;
  for (const auto& [job_id, entry] : session.objectAt(at::kMembers).copyOfMembers()) {
    const auto member = memberOf(operation, line.record.id, job_id);
    if (!member) return member.error();
    if (member.value() == Membership::Missing) ++awaited;
    if (member.value() == Membership::NamesNot) session.remove(memberPointer(job_id));
  }
  const Object former = before == nullptr ? Object() : before->objectAt(at::kMembers);
  if (!former) return awaited;
  for (const auto& [job_id, entry] : former.copyOfMembers()) {
    if (session.has(memberPointer(job_id))) continue;
    const auto member = memberOf(operation, line.record.id, job_id);
    if (!member) return member.error();
    if (member.value() == Membership::Names) session.set(memberPointer(job_id), entry);
  }
  return awaited;
}

Result<std::int64_t> completeJob(Operation& operation, const Line& line, const Document* before,
                                 Document& job) {
  // What can refuse the job comes first, because a refused line changes nothing.
  if (const auto checked = checkActions(operation.transaction, line, before); !checked) {
    return checked.error();
  }
  auto awaited = linkToSession(operation, line, before, job);
  if (!awaited) return awaited;
  const auto left = leaveFormerSession(operation, line, before);
  if (!left) return left.error();
  const auto resolved = resolveActions(operation, before, job);
  if (!resolved) return resolved.error();
  return awaited;
}

/// Adds the members that depend on other documents: the defaults of a client, the actions of a job,
/// and the links of jobs and sessions. Also checks the identity of a client. Returns
/// Done::awaitedJobs.
Result<std::int64_t> complete(Operation& operation, const Line& line, Change& change) {
  switch (line.resource->kind) {
    case Kind::Client: {
      const auto prepared = clientRules().prepare(operation, change);
      return prepared ? Result<std::int64_t>(0) : prepared.error();
    }
    case Kind::Job: return completeJob(operation, line, change.before, change.after);
    case Kind::Session: return linkToJobs(operation, line, change.before, change.after);
    case Kind::Backup:
    case Kind::Action: break;
  }
  return 0;
}

Result<void> insertOrUpdate(Operation& operation, const Line& line, const Document* before) {
  const auto& [resource, record, document, entries, unknown] = line;
  const auto written = before == nullptr ? operation.transaction.insert(*resource, record, entries)
                                         : operation.transaction.update(*resource, record, entries);
  if (!written) return written;
  if (resource->kind == Kind::Job) {
    return operation.transaction.linkActions(record.id, actionIdsOf(document));
  }
  if (resource->kind == Kind::Action) {
    return actionRules().stored(operation, record, {before, document.clone(), {}});
  }
  return {};
}

/// A line as it is stored, and the session entries that wait for their jobs.
struct Completed {
  Line line;
  std::int64_t awaitedJobs = 0;
};

Result<Completed> completed(Operation& operation, const Line& line, const Document* before) {
  Change change{before, line.document.clone(), line.record.sidecar};
  const auto awaited = complete(operation, line, change);
  if (!awaited) return awaited.error();
  Completed done{{line.resource, line.record, std::move(change.after), {}, line.unknown},
                 awaited.value()};
  done.line.record.text = done.line.document.text();
  done.line.entries = indexEntries(*line.resource, done.line.document);
  return done;
}

/// Whether to store `line` would change nothing.
bool isSame(const Stored& before, const Line& line) {
  const Record& record = before.record;
  // The stored time is later if the document has followed the change of a linked one.
  const bool isOlder = record.updated_at < line.record.updated_at;
  if (isOlder || record.sidecar != line.record.sidecar) return false;
  if (record.text == line.record.text) return true;
  const Value former(before.document.object());
  if (needsDocument(*line.resource)) {
    return equalIgnoringNulls(former, Value(line.document.object()));
  }
  // Another source may have the members in another order.
  const auto document = documentOf(line.record);
  return document && equalIgnoringNulls(former, Value(document.value().object()));
}

Line copyOf(const Line& line) {
  return {line.resource, line.record, line.document.clone(), line.entries, line.unknown};
}

/// The line with the version that follows the stored one: the text of a version never changes.
Line nextVersion(const Line& line, const Stored& before, std::int64_t now) {
  Line next = copyOf(line);
  next.record.version = successorOf(before.record.version);
  if (line.unknown.times) next.record.updated_at = std::max(now, before.record.updated_at);
  return next;
}

/// The line with what its source does not tell.
Line withMetadataOf(const Record& stored, const Line& line) {
  Line full = copyOf(line);
  if (line.unknown.times) {
    full.record.created_at = stored.created_at;
    full.record.updated_at = stored.updated_at;
  }
  if (line.unknown.sidecar) full.record.sidecar = stored.sidecar;
  return full;
}

/// Stores a line that is complete.
Result<Outcome> write(Operation& operation, const Line& line, const Stored* before,
                      OnConflict onConflict) {
  if (before == nullptr) {
    const auto inserted = insertOrUpdate(operation, line, nullptr);
    return inserted ? Result<Outcome>(Outcome::Imported) : inserted.error();
  }
  if (onConflict == OnConflict::Update) {
    if (isSame(*before, line)) return Outcome::Skipped;
    const auto updated =
        insertOrUpdate(operation, nextVersion(line, *before, operation.now), &before->document);
    return updated ? Result<Outcome>(Outcome::Replaced) : updated.error();
  }
  const auto updated = insertOrUpdate(operation, line, &before->document);
  return updated ? Result<Outcome>(Outcome::Replaced) : updated.error();
}

using ExpectedIds = std::map<Kind, std::set<std::string>>;

void expect(Snapshot& snapshot, const ExpectedIds& ids) {
  for (const auto& [kind, some] : ids)
    snapshot.expect(resourceOf(kind), std::vector(some.begin(), some.end()));
}

}  // namespace

void expectStored(Snapshot& snapshot, std::span<const Line* const> lines) {
  ExpectedIds ids;
  for (const Line* const line : lines) ids[line->resource->kind].insert(line->record.id);
  expect(snapshot, ids);
}

void expectReadsOfPut(Snapshot& snapshot, std::span<const Line* const> lines) {
  ExpectedIds ids;
  for (const Line* const line : lines) {
    const Kind kind = line->resource->kind;
    ids[kind].insert(line->record.id);
    if (kind == Kind::Job) {
      for (const std::string& id : actionIdsOf(line->document)) ids[Kind::Action].insert(id);
      ids[Kind::Session].insert(line->document.textAt(at::kSessionId));
    }
    if (kind == Kind::Session) {
      for (const auto& [id, entry] : line->document.objectAt(at::kMembers).copyOfMembers())
        ids[Kind::Job].insert(id);
    }
  }
  expect(snapshot, ids);
}

bool needsDocument(const Resource& resource) {
  return resource.kind != Kind::Backup;
}

Result<Done> put(Transaction& transaction, const Line& given, OnConflict onConflict,
                 std::int64_t now) {
  if (needsDocument(*given.resource)) {
    if (const auto checked = checkNesting(given); !checked) return checked.error();
  }
  const Record& record = given.record;
  auto found = transaction.find(*given.resource, kEveryone, record.id);
  if (!found) return found.error();
  std::optional<Stored> before;
  if (found.value()) {
    if (!haveOneOwner(*found.value(), record))
      return taken(given, " in another project or for another user");
    if (onConflict == OnConflict::Skip) return Done{Outcome::Skipped};
    if (onConflict == OnConflict::Fail) return taken(given, "");
    auto document = documentOf(*found.value());
    if (!document) return document.error();
    before = Stored{*std::move(found).value(), std::move(document).value()};
  }
  const bool isPartial = before && (given.unknown.times || given.unknown.sidecar);
  const std::optional<Line> full =
      isPartial ? std::optional(withMetadataOf(before->record, given)) : std::nullopt;
  const Line& line = full ? *full : given;
  const Caller caller{record.user_id, record.updated_by, record.project_id, kEveryone};
  Operation operation{transaction, caller, now, kStoredLimits};
  const Stored* const stored = before ? &*before : nullptr;
  const Kind kind = line.resource->kind;
  if (kind == Kind::Backup || kind == Kind::Action) {
    const auto outcome = write(operation, line, stored, onConflict);
    return outcome ? Result<Done>(Done{outcome.value()}) : outcome.error();
  }
  const auto done = completed(operation, line, stored != nullptr ? &stored->document : nullptr);
  if (!done) return done.error();
  const auto outcome = write(operation, done.value().line, stored, onConflict);
  if (!outcome) return outcome.error();
  return Done{outcome.value(), done.value().awaitedJobs};
}

Result<void> removeAwaited(Transaction& transaction, std::int64_t now) {
  const Caller nobody{{}, {}, {}, kEveryone};
  Operation operation{transaction, nobody, now, kStoredLimits};
  Query all;
  all.limit = kNoLimit;
  std::vector<std::string> session_ids;
  const auto listed =
      transaction.listTexts(kSessions, kEveryone, all, [&](auto id, auto) -> Result<void> {
        session_ids.emplace_back(id);
        return {};
      });
  if (!listed) return listed.error();
  for (const std::string& session_id : session_ids) {
    auto session = require(transaction, kSessions, kEveryone, session_id);
    if (!session) return session.error();
    Document& document = session.value().document;
    bool isChanged = false;
    for (const auto& [job_id, entry] : document.objectAt(at::kMembers).copyOfMembers()) {
      const auto member = memberOf(operation, session_id, job_id);
      if (!member) return member.error();
      if (member.value() == Membership::Names) continue;
      document.remove(memberPointer(job_id));
      isChanged = true;
    }
    if (!isChanged) continue;
    const auto saved = save(operation, kSessions, std::move(session).value());
    if (!saved) return saved.error();
  }
  return {};
}

}  // namespace freezer::bulk
