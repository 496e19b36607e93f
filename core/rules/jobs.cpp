#include "core/rules/jobs.h"

#include <algorithm>
#include <vector>

#include "core/pointers.h"
#include "core/rules/actions.h"
#include "core/rules/clients.h"
#include "core/rules/envelope.h"
#include "core/rules/records.h"
#include "core/rules/session_links.h"
#include "core/rules/trusts.h"
#include "core/uuid.h"

namespace freezer {
namespace {

Error unprocessable(std::string message) {
  return {ErrorCode::Unprocessable, std::move(message)};
}

std::string entryPointer(std::size_t index) {
  return at::member(at::kJobActions, std::to_string(index));
}

/// Copies action_defaults into every freezer_action, without overriding existing members.
Result<void> foldDefaults(const Operation& operation, Document& job) {
  const Object defaults = job.objectAt(at::kActionDefaults);
  job.remove(at::kActionDefaults);
  const Array entries = job.arrayAt(at::kJobActions);
  if (!defaults || !entries) return {};
  std::size_t size = 0;
  for (const ValueRef value : entries) {
    Document entry = Document::viewOf(asObject(value));
    Object options = entry.objectAt(at::kFreezerAction);
    if (!options) continue;  // It refers to a stored action, which stays as it is.
    for (const auto& [key, fallback] : defaults.copyOfMembers()) {
      if (options.get(key).isNull()) options.set(key, clone(fallback));
    }
    size += entry.text().size();
    if (size > operation.limits.maxBytes) {
      return tooLarge(operation, kJobs, job.textAt(at::kJobId));
    }
  }
  return {};
}

void completeSchedule(Document& job, const Document* before, std::int64_t now) {
  if (before == nullptr) {
    job.set(at::kJobTimeCreated, now);
    job.set(at::kJobTimeStarted, kNever);
    job.set(at::kJobTimeEnded, kNever);
  }
  if (!job.has(at::kJobEvent)) job.set(at::kJobEvent, "");
}

bool isListed(const Array& list, const std::string& text) {
  return list && std::ranges::any_of(
                     list, [&](ValueRef value) { return value.isText() && value.text() == text; });
}

/// Whether the client has the capabilities that each action needs.
Result<void> checkCapabilities(const Document& job, const Document& client) {
  const Array entries = job.arrayAt(at::kJobActions);
  std::vector<Fault> faults;
  for (std::size_t i = 0; entries && i < entries.size(); ++i) {
    const Document entry = Document::viewOf(asObject(entries[i]));
    for (const Capability& capability : capabilities()) {
      const Array supported = client.arrayAt(at::member(at::kClient, capability.field));
      for (const std::string_view member : capability.memberNames) {
        const std::string pointer = at::member(at::kFreezerAction, member);
        const std::string wanted = entry.textAt(pointer);
        if (wanted.empty() || isListed(supported, wanted)) continue;
        faults.push_back({entryPointer(i) + pointer, "the client does not support " + wanted});
      }
    }
  }
  if (faults.empty()) return {};
  const Fault& first = faults.front();
  return Error{ErrorCode::Unprocessable,
               "the client " + job.textAt(at::kClientId) +
                   " does not meet the requirements of the job: " + first.pointer + ": " +
                   first.message,
               faults};
}

Result<void> resolveActions(Operation& operation, Document& job) {
  const Array entries = job.arrayAt(at::kJobActions);
  Array resolved = Array::make();
  std::size_t size = 0;
  for (std::size_t i = 0; entries && i < entries.size(); ++i) {
    const Document entry = Document::viewOf(asObject(entries[i]));
    const auto action = resolveAction(operation, entry, i);
    if (!action) return action.error();
    size += action.value().text().size();
    if (size > operation.limits.maxBytes) {
      return tooLarge(operation, kJobs, job.textAt(at::kJobId));
    }
    resolved.add(action.value().object());
  }
  job.set(at::kJobActions, resolved);
  return {};
}

bool hasChanged(const Change& change, std::string_view pointer) {
  return change.before == nullptr ||
         !equalIgnoringNulls(change.before->at(pointer), change.after.at(pointer));
}

/// A job keeps its trust. A job that is assigned to another client gets the caller's trust if the
/// client is central, otherwise none.
void assignTrust(const Caller& caller, Change& change, const Document& client) {
  if (hasChanged(change, at::kClientId)) {
    setTrust(change.after, isCentral(client) ? caller.trust : std::nullopt);
  }
}

Result<void> prepareJob(Operation& operation, Change& change) {
  Document& job = change.after;
  if (const auto folded = foldDefaults(operation, job); !folded) return folded;
  completeSchedule(job, change.before, operation.now);
  if (change.before != nullptr) setTrust(job, trustOf(*change.before));
  if (const auto linked = followSession(operation, change); !linked) return linked;
  // To report its state, a scheduler sends the whole job. Unchanged clients and actions are not
  // validated again, because they may have been deleted meanwhile.
  const bool newActions = hasChanged(change, at::kJobActions);
  if (newActions || hasChanged(change, at::kClientId)) {
    const std::string client_id = job.textAt(at::kClientId);
    const auto client = load(operation.transaction, kClients, operation.caller.scope, client_id);
    if (!client) return client.error();
    if (!client.value()) return unprocessable("there is no client with the id " + client_id);
    if (newActions) {
      if (const auto resolved = resolveActions(operation, job); !resolved) return resolved;
    }
    if (const auto capable = checkCapabilities(job, client.value()->document); !capable) {
      return capable;
    }
    assignTrust(operation.caller, change, client.value()->document);
    const std::string& owner = client.value()->record.project_id;
    change.sidecar = owner == job.textAt(at::kProjectId) ? "" : owner;
  }
  return {};
}

Result<void> jobStored(Operation& operation, const Record& record, const Change& change) {
  if (!hasChanged(change, at::kJobActions)) return {};
  return operation.transaction.linkActions(record.id, actionIdsOf(change.after));
}

Result<void> leaveSessionOf(Operation& operation, const Record& record) {
  const auto job = documentOf(record);
  if (!job) return job.error();
  return removeMember(operation, job.value().textAt(at::kSessionId), record.id);
}

}  // namespace

Result<Document> resolveAction(Operation& operation, const Document& entry, std::size_t index) {
  std::string id = entry.textAt(at::kActionId);
  if (id.empty()) id = newId();
  const auto described = static_cast<bool>(entry.objectAt(at::kFreezerAction));

  auto known = load(operation.transaction, kActions, operation.caller.scope, id);
  if (!known) return known.error();
  if (known.value()) {
    const Document& action = known.value()->document;
    if (!described ||
        equalIgnoringNulls(action.at(at::kFreezerAction), entry.at(at::kFreezerAction))) {
      Document resolved = action.clone();
      const Document own = acceptBody(kActions, entry);
      for (const auto& [member, value] : own.object().copyOfMembers()) {
        if (!value.isNull()) resolved.object().set(member, clone(value));
      }
      return resolved;
    }
    return createAction(operation, entry, newId());
  }
  if (!described) {
    return Error{
        ErrorCode::Unprocessable,
        "there is no action with the id " + id + ", and no freezer_action to create it from",
        {{entryPointer(index).append(at::kActionId), "is unknown"}}};
  }
  auto created = createAction(operation, entry, id);
  if (created || created.error().code != ErrorCode::AlreadyExists) return created;
  // The ID exists outside the caller's scope.
  return createAction(operation, entry, newId());
}

std::vector<std::string> actionIdsOf(const Document& job) {
  std::vector<std::string> ids;
  if (const Array entries = job.arrayAt(at::kJobActions)) {
    for (const ValueRef entry : entries) {
      ids.push_back(Document::viewOf(asObject(entry)).textAt(at::kActionId));
    }
  }
  return ids;
}

Result<void> showJobTo(const Caller& caller, Record& job) {
  const std::string& owner = job.sidecar.empty() ? job.project_id : job.sidecar;
  if (owner == caller.project_id || job.text.find("\"current_pid\"") == std::string::npos) {
    return {};
  }
  auto document = documentOf(job);
  if (!document) return document.error();
  document.value().remove(at::kCurrentPid);
  job.text = document.value().text();
  return {};
}

const Rules& jobRules() {
  static constexpr Rules kRules = {.schedule = at::kJobSchedule,
                                   .prepare = prepareJob,
                                   .stored = jobStored,
                                   .remove = leaveSessionOf};
  return kRules;
}

}  // namespace freezer
