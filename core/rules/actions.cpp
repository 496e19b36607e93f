#include "core/rules/actions.h"
#include "core/rules/index_entries.h"

#include "core/pointers.h"
#include "core/rules/envelope.h"
#include "core/rules/records.h"

namespace freezer {
namespace {

/// Applies the changes of an action to an entry of a job. Members that did not change in the action
/// keep their values in the entry.
void carryOver(const Document& before, const Document& after, Document& entry) {
  for (const auto& [member, value] : after.object().copyOfMembers()) {
    const std::string pointer = "/" + member;
    if (!before.has(pointer) || !equalIgnoringNulls(before.at(pointer), value)) {
      entry.set(pointer, clone(value));
    }
  }
  for (const auto& [member, value] : before.object().copyOfMembers()) {
    if (!after.has("/" + member)) entry.remove("/" + member);
  }
}

/// Calls `edit` with the job_actions of every job that refers to the action.
template <typename Edit>
Result<void> editJobs(Operation& operation, const std::string& action_id, Edit edit) {
  const auto jobs = operation.transaction.jobsOfAction(action_id);
  if (!jobs) return jobs.error();
  for (const std::string& job_id : jobs.value()) {
    auto job = require(operation.transaction, kJobs, kEveryone, job_id);
    if (!job) return job.error();
    if (const Array entries = job.value().document.arrayAt(at::kJobActions)) {
      Array kept = Array::make();
      for (const ValueRef value : entries) {
        Document entry = Document::viewOf(asObject(value));
        if (entry.textAt(at::kActionId) != action_id || edit(entry)) kept.add(entry.object());
      }
      job.value().document.set(at::kJobActions, kept);
    }
    if (const auto saved = save(operation, kJobs, std::move(job).value()); !saved) {
      return saved.error();
    }
  }
  return {};
}

Result<void> actionStored(Operation& operation, const Record& record, const Change& change) {
  if (change.before == nullptr) return {};
  return editJobs(operation, record.id, [&](Document& entry) {
    carryOver(*change.before, change.after, entry);
    return true;
  });
}

Result<void> removeAction(Operation& operation, const Record& record) {
  return editJobs(operation, record.id, [](Document& /*entry*/) { return false; });
}

}  // namespace

Result<Document> createAction(Operation& operation, const Document& entry, const std::string& id) {
  const Caller& caller = operation.caller;
  Document action =
      toStored(kActions, acceptBody(kActions, entry), id, caller.project_id, caller.user_id);
  const Record record{
      id, caller.project_id, caller.user_id, 1, operation.now, operation.now, action.text(), {}};
  if (const auto fits = checkSize(operation, kActions, record); !fits) return fits.error();
  const auto inserted =
      operation.transaction.insert(kActions, record, indexEntries(kActions, action));
  if (!inserted) return inserted.error();
  return action;
}

const Rules& actionRules() {
  static constexpr Rules kRules = {.stored = actionStored, .remove = removeAction};
  return kRules;
}

}  // namespace freezer
