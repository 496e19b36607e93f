#include "core/bulk/put.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/rules/jobs.h"
#include "core/rules/records.h"
#include "core/rules/rules.h"

namespace freezer::bulk {
namespace {

const Resource& kActions = resourceOf(Kind::Action);
const Scope kEveryone = {Scope::By::Everyone, {}};

bool haveOneOwner(const Record& left, const Record& right) {
  return left.project_id == right.project_id && left.user_id == right.user_id;
}

Error taken(const Line& line, const std::string& by) {
  return {ErrorCode::AlreadyExists,
          "the " + std::string(line.resource->idField) + " " + line.record.id + " is taken" + by};
}

std::string entryPointer(std::size_t index) {
  return "/document/job_actions/" + std::to_string(index) + "/action_id";
}

Error wrongAction(ErrorCode code, std::size_t index, const std::string& id, std::string message) {
  return {code, "the action " + id + " " + message, {{entryPointer(index), message}}};
}

/// The entries of a job, to be looked at.
std::vector<Document> entriesOf(const Document& job) {
  std::vector<Document> entries;
  if (const ArrayPtr list = job.arrayAt("/job_actions")) {
    for (const Value& entry : *list) entries.emplace_back(asObject(entry));
  }
  return entries;
}

/// Whether all actions that a job refers to are there, or can be made of its entries.
Result<void> checkActions(Transaction& transaction, const Line& job) {
  std::set<std::string> described;
  const std::vector<Document> entries = entriesOf(job.document);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const std::string id = entries[i].textAt("/action_id");
    if (entries[i].objectAt("/freezer_action")) described.insert(id);
    const auto known = transaction.find(kActions, kEveryone, id);
    if (!known) return known.error();
    if (known.value()) {
      const Record& action = *known.value();
      // Under v1 a user has them in several projects.
      if (action.project_id == job.record.project_id || action.user_id == job.record.user_id) {
        continue;
      }
      return wrongAction(ErrorCode::AlreadyExists, i, id, "belongs to another project and user");
    }
    if (!described.contains(id)) {
      return wrongAction(ErrorCode::Unprocessable, i, id,
                         "is unknown, and there is no freezer_action to make it of");
    }
  }
  return {};
}

/// Whether an entry is what the service would have made of it.
Result<bool> isResolved(Transaction& transaction, const Document& entry) {
  const auto action = load(transaction, kActions, kEveryone, entry.textAt("/action_id"));
  if (!action) return action.error();
  return action.value() && equalIgnoringNulls(action.value()->document.at("/freezer_action"),
                                              entry.at("/freezer_action"));
}

/// Lets an entry refer to what the job had for it before: else each import that replaces
/// the job would make an action anew.
void referAsBefore(const Document& before, Document& entry) {
  for (const Document& former : entriesOf(before)) {
    if (equalIgnoringNulls(former.at("/freezer_action"), entry.at("/freezer_action"))) {
      return entry.set("/action_id", former.textAt("/action_id"));
    }
  }
}

/// An entry that refers to its action, which is made if it is missing. One that does so
/// already stays as it is.
Result<Document> resolveEntry(Operation& operation, const Document* before, Document entry,
                              std::size_t index) {
  auto isDone = isResolved(operation.transaction, entry);
  if (isDone && !isDone.value() && before != nullptr) {
    referAsBefore(*before, entry);
    isDone = isResolved(operation.transaction, entry);
  }
  if (!isDone) return isDone.error();
  return isDone.value() ? entry : resolveAction(operation, entry, index);
}

Result<void> resolveActions(Operation& operation, const Document* before, Document& job) {
  const std::vector<Document> entries = entriesOf(job);
  ArrayPtr resolved = newArray(entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const auto entry = resolveEntry(operation, before, entries[i], i);
    if (!entry) return entry.error();
    resolved->set(static_cast<unsigned>(i), entry.value().object());
  }
  job.set("/job_actions", resolved);
  return {};
}

/// The line with what depends on other documents: the defaults of a client, and its
/// right to its identity; the actions of a job.
Result<Line> complete(Operation& operation, const Line& line, const Document* before) {
  Change change{before, line.document, line.record.sidecar};
  if (line.resource->kind == Kind::Client) {
    const auto prepared = clientRules().prepare(operation, change);
    if (!prepared) return prepared.error();
  } else {
    const auto checked = checkActions(operation.transaction, line);
    if (!checked) return checked.error();
    const auto resolved = resolveActions(operation, before, change.after);
    if (!resolved) return resolved.error();
  }
  Line completed{line.resource, line.record, std::move(change.after), {}};
  completed.record.text = completed.document.text();
  completed.entries = indexEntries(*line.resource, completed.document);
  return completed;
}

Result<void> insertOrUpdate(Operation& operation, const Line& line, const Document* before) {
  const auto& [resource, record, document, entries] = line;
  const auto written = before == nullptr ? operation.transaction.insert(*resource, record, entries)
                                         : operation.transaction.update(*resource, record, entries);
  if (!written) return written;
  if (resource->kind == Kind::Job) {
    return operation.transaction.linkActions(record.id, actionIdsOf(document));
  }
  if (resource->kind == Kind::Action) {
    return actionRules().stored(operation, record, {before, document, {}});
  }
  return {};
}

Result<void> write(Operation& operation, const Line& line, const Document* before) {
  const Kind kind = line.resource->kind;
  if (kind != Kind::Client && kind != Kind::Job) return insertOrUpdate(operation, line, before);
  const auto completed = complete(operation, line, before);
  return completed ? insertOrUpdate(operation, completed.value(), before) : completed.error();
}

}  // namespace

bool needsDocument(const Resource& resource) {
  return resource.kind == Kind::Client || resource.kind == Kind::Job ||
         resource.kind == Kind::Action;
}

Result<Outcome> put(Transaction& transaction, const Line& line, OnConflict onConflict,
                    std::int64_t now) {
  const Record& record = line.record;
  const auto found = transaction.find(*line.resource, kEveryone, record.id);
  if (!found) return found.error();
  std::optional<Document> before;
  if (found.value()) {
    if (!haveOneOwner(*found.value(), record)) return taken(line, " by another project or user");
    if (onConflict == OnConflict::Skip) return Outcome::Skipped;
    if (onConflict == OnConflict::Fail) return taken(line, "");
    auto document = documentOf(*found.value());
    if (!document) return document.error();
    before = std::move(document).value();
  }
  const Caller caller{record.user_id, {}, record.project_id, kEveryone};
  Operation operation{transaction, caller, now};
  const auto written = write(operation, line, before ? &*before : nullptr);
  if (!written) return written.error();
  return before ? Outcome::Replaced : Outcome::Imported;
}

}  // namespace freezer::bulk
