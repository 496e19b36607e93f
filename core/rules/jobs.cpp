#include "core/rules/jobs.h"

#include <algorithm>
#include <vector>

#include "core/rules/actions.h"
#include "core/rules/body.h"
#include "core/rules/clients.h"
#include "core/rules/records.h"
#include "core/rules/session_links.h"
#include "core/rules/trusts.h"

namespace freezer {
namespace {

const Resource& kJobs = resourceOf(Kind::Job);
const Resource& kActions = resourceOf(Kind::Action);
const Resource& kClients = resourceOf(Kind::Client);

constexpr std::int64_t kNever = -1;  // What schedulers write for "has not happened".

Error unprocessable(std::string message) {
  return {ErrorCode::Unprocessable, std::move(message)};
}

std::string entryPointer(std::size_t index) {
  return "/job_actions/" + std::to_string(index);
}

/// Folds action_defaults into every freezer_action that lacks the key.
void foldDefaults(Document& job) {
  const ObjectPtr defaults = job.objectAt("/action_defaults");
  job.remove("/action_defaults");
  const ArrayPtr entries = job.arrayAt("/job_actions");
  if (!defaults || !entries) return;
  for (const Value& value : *entries) {
    Document entry(asObject(value));
    ObjectPtr options = entry.objectAt("/freezer_action");
    if (!options) continue;  // It refers to a stored action, which stays as it is.
    for (const auto& [key, fallback] : membersOf(defaults)) {
      if (options->get(key).isEmpty()) options->set(key, clone(fallback));
    }
  }
}

void completeSchedule(Document& job, const Document* before, std::int64_t now) {
  if (before == nullptr) {
    job.set("/job_schedule/time_created", now);
    job.set("/job_schedule/time_started", kNever);
    job.set("/job_schedule/time_ended", kNever);
  }
  if (!job.has("/job_schedule/event")) job.set("/job_schedule/event", std::string());
}

bool isListed(const ArrayPtr& list, const std::string& text) {
  return list && std::ranges::any_of(*list, [&](const Value& value) {
           return isText(value) && value.extract<std::string>() == text;
         });
}

/// Whether the client has what each action needs.
Result<void> checkCapabilities(const Document& job, const Document& client) {
  const ArrayPtr entries = job.arrayAt("/job_actions");
  std::vector<Fault> faults;
  for (std::size_t i = 0; entries && i < entries->size(); ++i) {
    const Document entry(asObject(entries->get(static_cast<unsigned>(i))));
    for (const Capability& capability : capabilities()) {
      const ArrayPtr supported = client.arrayAt("/client/" + std::string(capability.field));
      for (const std::string_view member : capability.memberNames) {
        const std::string pointer = "/freezer_action/" + std::string(member);
        const std::string wanted = entry.textAt(pointer);
        if (wanted.empty() || isListed(supported, wanted)) continue;
        faults.push_back({entryPointer(i) + pointer, "the client does not support " + wanted});
      }
    }
  }
  if (faults.empty()) return {};
  const Fault& first = faults.front();
  return Error{ErrorCode::Unprocessable,
               "the client " + job.textAt("/client_id") +
                   " lacks what the job needs: " + first.pointer + ": " + first.message,
               faults};
}

Result<void> resolveActions(Operation& operation, Document& job) {
  const ArrayPtr entries = job.arrayAt("/job_actions");
  ArrayPtr resolved = new Poco::JSON::Array;
  for (std::size_t i = 0; entries && i < entries->size(); ++i) {
    const Document entry(asObject(entries->get(static_cast<unsigned>(i))));
    const auto action = resolveAction(operation, entry, i);
    if (!action) return action.error();
    resolved->add(action.value().object());
  }
  job.set("/job_actions", resolved);
  return {};
}

bool hasChanged(const Change& change, const std::string& pointer) {
  return change.before == nullptr ||
         !equalIgnoringNulls(change.before->at(pointer), change.after.at(pointer));
}

/// A job keeps the trust that it has; one that is given to another client gets that
/// of the caller, where the client is central, or none.
void assignTrust(const Caller& caller, Change& change, const Document& client) {
  if (hasChanged(change, "/client_id")) {
    setTrust(change.after, isCentral(client) ? caller.trust : std::nullopt);
  }
}

Result<void> prepareJob(Operation& operation, Change& change) {
  Document& job = change.after;
  foldDefaults(job);
  completeSchedule(job, change.before, operation.now);
  if (change.before != nullptr) setTrust(job, trustOf(*change.before));
  if (const auto linked = followSession(operation, change); !linked) return linked;
  // A scheduler sends back the whole job when it reports: what it did not change
  // needs no look at clients and actions, which may have gone meanwhile.
  const bool newActions = hasChanged(change, "/job_actions");
  if (newActions || hasChanged(change, "/client_id")) {
    const std::string client_id = job.textAt("/client_id");
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
    change.sidecar = owner == job.textAt("/project_id") ? "" : owner;
  }
  return {};
}

Result<void> jobStored(Operation& operation, const Record& record, const Change& change) {
  if (!hasChanged(change, "/job_actions")) return {};
  return operation.transaction.linkActions(record.id, actionIdsOf(change.after));
}

Result<void> leaveSessionOf(Operation& operation, const Record& record) {
  const auto job = documentOf(record);
  if (!job) return job.error();
  return removeMember(operation, job.value().textAt("/session_id"), record.id);
}

}  // namespace

Result<Document> resolveAction(Operation& operation, const Document& entry, std::size_t index) {
  std::string id = entry.textAt("/action_id");
  if (id.empty()) id = newId();
  const bool described = entry.objectAt("/freezer_action");

  auto known = load(operation.transaction, kActions, operation.caller.scope, id);
  if (!known) return known.error();
  if (known.value()) {
    const Document& action = known.value()->document;
    if (!described ||
        equalIgnoringNulls(action.at("/freezer_action"), entry.at("/freezer_action"))) {
      Document resolved = action;
      const Document own = acceptBody(kActions, entry);
      for (const auto& [member, value] : membersOf(own.object())) {
        if (!value.isEmpty()) resolved.object()->set(member, clone(value));
      }
      return resolved;
    }
    return createAction(operation, entry, newId());
  }
  if (!described) {
    return Error{ErrorCode::Unprocessable,
                 "there is no action with the id " + id + ", and no freezer_action to make it of",
                 {{entryPointer(index) + "/action_id", "is unknown"}}};
  }
  auto created = createAction(operation, entry, id);
  if (created || created.error().code != ErrorCode::AlreadyExists) return created;
  // The id is taken where the caller cannot see.
  return createAction(operation, entry, newId());
}

std::vector<std::string> actionIdsOf(const Document& job) {
  std::vector<std::string> ids;
  if (const ArrayPtr entries = job.arrayAt("/job_actions")) {
    for (const Value& entry : *entries) {
      ids.push_back(Document(asObject(entry)).textAt("/action_id"));
    }
  }
  return ids;
}

Result<std::string> applyEvent(Operation& operation, Stored job, JobEvent event) {
  const std::string name(toString(event));
  Document& document = job.document;
  if (document.textAt("/job_schedule/event") == name) return name + " already requested";
  document.set("/job_schedule/event", name);
  if (event == JobEvent::Start) {
    document.set("/job_schedule/status", std::string());
    document.set("/job_schedule/result", std::string());
  }
  // A scheduler that finds no pid in a job to abort stops processing its list.
  if (event == JobEvent::Abort && !document.has("/job_schedule/current_pid")) {
    document.set("/job_schedule/current_pid", 0);
  }
  const auto saved = save(operation, kJobs, std::move(job));
  if (!saved) return saved.error();
  return std::string("success");
}

Result<void> showJobTo(const Caller& caller, Record& job) {
  const std::string& owner = job.sidecar.empty() ? job.project_id : job.sidecar;
  if (owner == caller.project_id || job.text.find("\"current_pid\"") == std::string::npos) {
    return {};
  }
  auto document = documentOf(job);
  if (!document) return document.error();
  document.value().remove("/job_schedule/current_pid");
  job.text = document.value().text();
  return {};
}

const Rules& jobRules() {
  static constexpr Rules kRules = {prepareJob, jobStored, leaveSessionOf};
  return kRules;
}

}  // namespace freezer
