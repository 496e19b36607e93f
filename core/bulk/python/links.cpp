#include "core/bulk/python/links.h"

#include <utility>

#include "core/pointers.h"
#include "core/rules/session_links.h"
#include "core/text.h"

namespace freezer::python {
namespace {

/// The actions of a job, in order, with those that are missing.
std::string actionsQuery(const Schema& schema) {
  if (schema.has("jobs", "job_actions")) return {};
  return "SELECT l.id, l.action_id, a.deleted, " +
         selectedColumns(tableOf(Kind::Action), schema, "a.") +
         " FROM job_actions l LEFT JOIN actions a ON a.id = l.action_id"
         " WHERE l.deleted = 0 AND l.job_id = ? ORDER BY l.position, l.id";
}

std::map<std::string, std::string> centralClients(sql::Connection& connection, const Schema& schema,
                                                  const std::string& project) {
  std::map<std::string, std::string> owners;
  if (!schema.has("clients", "is_central")) return owners;
  sql::Cursor rows = connection.run(
      "SELECT client_id, project_id FROM clients WHERE deleted = 0 AND is_central = 1 ORDER BY id");
  while (rows.next()) {
    const std::string own = textOf(rows.value(1));
    owners.emplace(rows.text(0), own.empty() ? project : own);
  }
  return owners;
}

/// Copies the columns from `first` on.
sql::Values valuesOf(const sql::Cursor& rows, int first, std::size_t count) {
  sql::Values values;
  for (std::size_t i = 0; i < count; ++i) values.push_back(rows.value(first + static_cast<int>(i)));
  return values;
}

/// Schedulers write null for what is not set.
void removeNulls(std::string_view pointer, Document& document) {
  Object object = document.objectAt(pointer);
  for (const auto& [name, value] : object.copyOfMembers()) {
    if (value.isNull()) object.remove(name);
  }
}

/// A job without times has empty strings in its session.
void repairTimes(Document entry) {
  for (const std::string_view time : {at::kTimeStarted, at::kTimeEnded}) {
    if (entry.has(time) && entry.at(time).isText() && entry.textAt(time).empty()) {
      entry.set(time, kNever);
    }
  }
}

/// 13.0.0 has no status of a backup. What a client has sent is in the metadata.
void setStatus(Document& backup) {
  constexpr std::string_view kWithin = "/backup_metadata/status";
  if (backup.has(at::kStatus) || !backup.at(kWithin).isText()) return;
  backup.set(at::kStatus, backup.textAt(kWithin));
  backup.remove(kWithin);
}

std::string quoted(const std::string& text) {
  return quoteJson(excerpt(text));
}

}  // namespace

Links::Links(sql::Connection& connection, const Schema& schema, std::string project)
    : connection_(connection),
      schema_(schema),
      project_(std::move(project)),
      actionsOfJob_(actionsQuery(schema)),
      centralClients_(centralClients(connection, schema, project_)) {}

void Links::readTrusts(const std::string& first, const std::string& last) {
  trusts_.clear();
  if (!schema_.has("user_credentials")) return;
  sql::Cursor rows = connection_.run(
      "SELECT job_id, trust_id, trustor_user_id, id FROM user_credentials WHERE deleted = 0 "
      "AND job_id > ? AND job_id <= ? ORDER BY id");
  rows.bind(first).bind(last);
  while (rows.next()) {
    const Trust trust{std::string(rows.text(1)), std::string(rows.text(2))};
    const auto [known, isFirst] = trusts_.emplace(rows.text(0), trust);
    if (isFirst) continue;
    std::string& others = known->second.others;
    others.append(others.empty() ? "" : ", ").append(rows.text(3));
  }
}

void Links::complete(const std::string& id, Draft& draft) {
  switch (draft.resource->kind) {
    case Kind::Session: removeNulls(at::kSchedule, draft.document); return checkMembers(id, draft);
    case Kind::Job:
      removeNulls(at::kJobSchedule, draft.document);
      checkSession(draft);
      setActions(id, draft);
      setTrust(id, draft);
      return setClientOwner(draft);
    case Kind::Backup: return setStatus(draft.document);
    case Kind::Client:
    case Kind::Action: return;
  }
}

void Links::checkMembers(const std::string& session_id, Draft& session) {
  for (const auto& [job_id, entry] : session.document.objectAt(at::kMembers).copyOfMembers()) {
    const Object object = asObject(entry);
    const std::string why = object ? whyNoMember(session_id, job_id) : "which is not an object";
    if (why.empty()) {
      repairTimes(Document::viewOf(object));
    } else {
      session.document.remove(memberPointer(job_id));
      session.notes.push_back("its entry of the job " + quoted(job_id) + ", " + why +
                              ", is left out");
    }
  }
}

std::string Links::whyNoMember(const std::string& session_id, const std::string& job_id) {
  sql::Cursor rows =
      connection_.run("SELECT id, session_id FROM jobs WHERE id = ? AND deleted = 0");
  rows.bind(job_id);
  if (!rows.next() || rows.text(0) != job_id) return "which does not exist";
  return rows.text(1) == session_id ? "" : "which does not name the session";
}

void Links::checkSession(Draft& job) {
  const std::string session_id = job.document.textAt(at::kSessionId);
  if (session_id.empty()) return;
  sql::Cursor rows =
      connection_.run("SELECT id, project_id, user_id FROM sessions WHERE id = ? AND deleted = 0");
  rows.bind(session_id);
  const bool isThere = rows.next() && rows.text(0) == session_id;
  const std::string own = isThere ? std::string(rows.text(1)) : "";
  const bool isSeen =
      isThere && ((own.empty() ? project_ : own) == job.document.textAt(at::kProjectId) ||
                  rows.text(2) == job.document.textAt(at::kUserId));
  if (isSeen) return;
  job.document.set(at::kSessionId, "");
  job.document.set(at::kSessionTag, 0);
  job.notes.push_back("its session " + quoted(session_id) +
                      (isThere ? " belongs to others" : " does not exist") +
                      ": stored without a session");
}

void Links::setActions(const std::string& job_id, Draft& job) {
  if (actionsOfJob_.empty()) return checkEntries(job);
  job.document.set(at::kJobActions, linkedActions(job_id, job));
}

void Links::checkEntries(Draft& job) {
  Array kept = Array::make();
  const Array entries = job.document.arrayAt(at::kJobActions);
  for (std::size_t i = 0; entries && i < entries.size(); ++i) {
    const std::string which = "entry " + std::to_string(i + 1) + " of job_actions ";
    const Object object = asObject(entries[i]);
    if (!object) {
      job.notes.push_back(which + "is not an object: left out");
      continue;
    }
    Document entry = Document::viewOf(object);
    for (const std::string_view owner : {at::kProjectId, at::kUserId}) {
      if (entry.at(owner).isNull()) entry.set(owner, job.document.at(owner));
    }
    const std::string action_id = entry.textAt(at::kActionId);
    if (!entry.objectAt(at::kFreezerAction) && !isAction(action_id)) {
      job.notes.push_back(which + "has no freezer_action, and the action " + quoted(action_id) +
                          " does not exist: left out");
      continue;
    }
    kept.add(object);
  }
  job.document.set(at::kJobActions, kept);
}

Array Links::linkedActions(const std::string& job_id, Draft& job) {
  constexpr int kAction = 3;  // The first column of the action.
  const Table& actions = tableOf(Kind::Action);
  Array entries = Array::make();
  sql::Cursor rows = connection_.run(actionsOfJob_);
  rows.bind(job_id);
  while (rows.next()) {
    const auto drop = [&](const std::string& why) {
      job.notes.push_back("its link " + quoted(std::string(rows.text(0))) + " to the action " +
                          quoted(std::string(rows.text(1))) + ", " + why + ", is left out");
    };
    if (rows.text(kAction + kId).empty()) {
      drop("which does not exist");
      continue;
    }
    if (const sql::Value deleted = rows.value(2); deleted != sql::Value(std::int64_t{0})) {
      drop("which is deleted");
      continue;
    }
    const auto action =
        draftOf(actions, valuesOf(rows, kAction, kFirstColumn + actions.columns.size()), project_);
    if (!action) {
      drop("which is damaged");
    } else if (action.value().document.textAt(at::kProjectId) !=
               job.document.textAt(at::kProjectId)) {
      drop("which belongs to another project");
    } else {
      entries.add(action.value().document.object());
    }
  }
  return entries;
}

bool Links::isAction(const std::string& id) {
  sql::Cursor rows = connection_.run("SELECT id FROM actions WHERE id = ? AND deleted = 0");
  rows.bind(id);
  return rows.next() && rows.text(0) == id;
}

void Links::setTrust(const std::string& job_id, Draft& job) {
  const auto found = trusts_.find(job_id);
  if (found == trusts_.end()) return;
  job.document.set(at::kTrustId, found->second.trust_id);
  job.document.set(at::kTrustorUserId, found->second.trustor_user_id);
  if (found->second.others.empty()) return;
  job.notes.push_back("it has more than one trust; these rows of user_credentials are left out: " +
                      found->second.others);
}

void Links::setClientOwner(Draft& job) {
  const std::string client_id = job.document.textAt(at::kClientId);
  const auto central = centralClients_.find(client_id);
  const std::string project = job.document.textAt(at::kProjectId);
  if (central == centralClients_.end() || central->second == project) return;
  sql::Cursor rows = connection_.run(
      "SELECT client_id FROM clients WHERE client_id = ? AND project_id = ? AND deleted = 0");
  rows.bind(client_id).bind(project);
  if (!rows.next()) job.record.sidecar = central->second;
}

}  // namespace freezer::python
