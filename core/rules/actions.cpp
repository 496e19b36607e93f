#include "core/rules/actions.h"

#include <functional>
#include <utility>
#include <vector>

#include "core/pointers.h"
#include "core/rules/envelope.h"
#include "core/rules/index_entries.h"
#include "core/rules/records.h"

namespace freezer {
namespace {

/// The number of jobs that change in one step, or together with their action.
constexpr std::size_t kAtOnce = 32;

/// Applies the changes of an action to an entry of a job. Members that did not change in the action
/// keep their values in the entry.
void carryOver(const Object& before, const Object& after, Object entry) {
  for (const auto& [member, value] : after.copyOfMembers()) {
    if (!before.has(member) || !equalIgnoringNulls(before.get(member), value)) {
      entry.set(member, clone(value));
    }
  }
  for (const auto& [member, value] : before.copyOfMembers()) {
    if (!after.has(member)) entry.remove(member);
  }
}

/// Decides about an entry of a job: may change it, and returns whether to keep it.
using EditEntry = std::function<bool(Document&)>;

/// The jobs that refer to an action of this version and do not show its change yet.
Result<std::vector<std::string>> jobsToChange(Operation& operation, const std::string& action_id,
                                              std::int64_t version) {
  auto jobs = operation.transaction.jobsOfAction(action_id);
  if (!jobs) return jobs;
  const ReachedJobs* const reached = operation.reached;
  if (reached != nullptr && reached->version == version) {
    std::erase_if(jobs.value(), [&](const std::string& id) { return reached->ids.contains(id); });
  }
  return jobs;
}

/// Edits the entries of the jobs that refer to the action. Of several writers, another one may have
/// deleted a job since they were listed.
Result<void> editJobs(Operation& operation, const std::vector<std::string>& jobs,
                      const std::string& action_id, const EditEntry& edit) {
  for (const std::string& job_id : jobs) {
    auto found = load(operation.transaction, kJobs, kEveryone, job_id);
    if (!found) return found.error();
    if (!found.value()) continue;
    Stored job = *std::move(found).value();
    if (const Array entries = job.document.arrayAt(at::kJobActions)) {
      Array kept = Array::make();
      for (const ValueRef value : entries) {
        Document entry = Document::viewOf(asObject(value));
        if (entry.textAt(at::kActionId) != action_id || edit(entry)) kept.add(entry.object());
      }
      job.document.set(at::kJobActions, kept);
    }
    if (const auto saved = save(operation, kJobs, std::move(job)); !saved) {
      return saved.error();
    }
  }
  return {};
}

/// What a change of an action, or without `after` its removal, does to the entries of its jobs.
EditEntry editFor(const Document& before, const Document* after) {
  return [&before, after](Document& entry) {
    if (after != nullptr) carryOver(before.object(), after->object(), entry.object());
    return after != nullptr;
  };
}

Result<void> actionStored(Operation& operation, const Record& record, const Change& change) {
  if (change.before == nullptr) return {};
  const auto jobs = jobsToChange(operation, record.id, record.version - 1);
  if (!jobs) return jobs.error();
  return editJobs(operation, jobs.value(), record.id, editFor(*change.before, &change.after));
}

Result<void> removeAction(Operation& operation, const Record& record) {
  const auto jobs = jobsToChange(operation, record.id, record.version);
  if (!jobs) return jobs.error();
  return editJobs(operation, jobs.value(), record.id, editFor({}, nullptr));
}

}  // namespace

Result<Document> createAction(Operation& operation, const Document& entry, const std::string& id) {
  const Caller& caller = operation.caller;
  Document action =
      toStored(kActions, acceptBody(kActions, entry), id, caller.project_id, caller.user_id);
  const Record record{
      id, caller.project_id, caller.user_id, 1, operation.now, operation.now, action.text(),
      {}, nameOfUser(caller)};
  if (const auto fits = checkSize(operation, kActions, record); !fits) return fits.error();
  const auto inserted =
      operation.transaction.insert(kActions, record, indexEntries(kActions, action));
  if (!inserted) return inserted.error();
  operation.note(Kind::Action, id, {}, record.version);
  return action;
}

Result<bool> isSharedByMany(Snapshot& snapshot, const std::string& action_id) {
  constexpr std::int64_t kMany = kAtOnce + 1;
  const auto count = snapshot.countJobsOfAction(action_id, kMany);
  if (!count) return count.error();
  return count.value() == kMany;
}

Result<std::optional<ReachedJobs>> changeJobsAhead(Operation& operation, const Stored& action,
                                                   const Document* after) {
  const Record& record = action.record;
  auto jobs = jobsToChange(operation, record.id, record.version);
  if (!jobs) return jobs.error();
  if (jobs.value().size() <= kAtOnce) return std::optional<ReachedJobs>();
  jobs.value().resize(kAtOnce);
  const auto edited = editJobs(operation, jobs.value(), record.id, editFor(action.document, after));
  if (!edited) return edited.error();
  ReachedJobs reached{record.version, {}};
  if (operation.reached != nullptr && operation.reached->version == record.version)
    reached = *operation.reached;
  reached.ids.insert(jobs.value().begin(), jobs.value().end());
  return std::optional(std::move(reached));
}

const Rules& actionRules() {
  static constexpr Rules kRules = {.stored = actionStored, .remove = removeAction};
  return kRules;
}

}  // namespace freezer
