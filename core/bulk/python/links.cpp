#include "core/bulk/python/links.h"

#include <cstdlib>
#include <utility>

#include "core/pointers.h"

namespace freezer::python {
namespace {

using bulk::quoted;

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

void completeOwners(const Document& job) {
  const Array entries = job.arrayAt(at::kJobActions);
  for (std::size_t i = 0; entries && i < entries.size(); ++i) {
    if (const Object entry = asObject(entries[i])) {
      bulk::completeOwner(job, Document::viewOf(entry));
    }
  }
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

Result<void> Links::complete(const std::string& id, bulk::Draft& draft) {
  bulk::tidy(draft);
  switch (draft.resource->kind) {
    case Kind::Session: return bulk::checkMembers(draft, *this);
    case Kind::Job: return completeJob(id, draft);
    case Kind::Backup:
    case Kind::Client:
    case Kind::Action: return {};
  }
  std::abort();  // Not reached: every kind has a case.
}

Result<void> Links::completeJob(const std::string& id, bulk::Draft& job) {
  if (const auto checked = bulk::checkSession(job, *this); !checked) return checked;
  if (actionsOfJob_.empty()) {
    completeOwners(job.document);
    if (const auto checked = bulk::checkEntries(job, *this); !checked) return checked;
  } else {
    job.document.set(at::kJobActions, linkedActions(id, job));
  }
  setTrust(id, job);
  setClientOwner(job);
  return {};
}

Result<std::optional<std::string>> Links::sessionOfJob(const std::string& job_id) {
  sql::Cursor rows =
      connection_.run("SELECT id, session_id FROM jobs WHERE id = ? AND deleted = 0");
  rows.bind(job_id);
  if (!rows.next() || rows.text(0) != job_id) return std::optional<std::string>();
  return std::optional(std::string(rows.text(1)));
}

Result<std::optional<bulk::Owner>> Links::ownerOfSession(const std::string& session_id) {
  sql::Cursor rows =
      connection_.run("SELECT id, project_id, user_id FROM sessions WHERE id = ? AND deleted = 0");
  rows.bind(session_id);
  if (!rows.next() || rows.text(0) != session_id) return std::optional<bulk::Owner>();
  const std::string own(rows.text(1));
  return std::optional(bulk::Owner{own.empty() ? project_ : own, std::string(rows.text(2))});
}

Array Links::linkedActions(const std::string& job_id, bulk::Draft& job) {
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

Result<bool> Links::isAction(const std::string& id) {
  sql::Cursor rows = connection_.run("SELECT id FROM actions WHERE id = ? AND deleted = 0");
  rows.bind(id);
  return rows.next() && rows.text(0) == id;
}

void Links::setTrust(const std::string& job_id, bulk::Draft& job) {
  const auto found = trusts_.find(job_id);
  if (found == trusts_.end()) return;
  job.document.set(at::kTrustId, found->second.trust_id);
  job.document.set(at::kTrustorUserId, found->second.trustor_user_id);
  if (found->second.others.empty()) return;
  job.notes.push_back("it has more than one trust; these rows of user_credentials are left out: " +
                      found->second.others);
}

void Links::setClientOwner(bulk::Draft& job) {
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
