#include "core/bulk/python/tables.h"

#include <algorithm>

namespace freezer::python {
namespace {

constexpr Column kClientColumns[] = {
    {"client_id", "/client/client_id"},
    {"uuid", "/client/uuid"},
    {"hostname", "/client/hostname"},
    {"description", "/client/description"},
    {"is_central", "/client/is_central", As::Boolean},
    {"supported_actions", "/client/supported_actions", As::List},
    {"supported_modes", "/client/supported_modes", As::List},
    {"supported_storages", "/client/supported_storages", As::List},
    {"supported_engines", "/client/supported_engines", As::List},
};

// The Python service shows the columns instead of the members of backup_metadata, also their NULL.
constexpr Column kActionColumns[] = {
    {"backup_metadata", "/freezer_action", As::Object},
    {"action", "/freezer_action/action", As::Text, IfNull::Removed},
    {"actionmode", "/freezer_action/mode", As::Text, IfNull::Removed, "mode"},
    {"path_to_backup", "/freezer_action/path_to_backup", As::Text, IfNull::Removed, "src_file"},
    {"backup_name", "/freezer_action/backup_name", As::Text, IfNull::Removed},
    {"container", "/freezer_action/container", As::Text, IfNull::Removed},
    {"log_file", "/freezer_action/log_file", As::Text, IfNull::Removed},
    {"timeout", "/freezer_action/timeout", As::Integer, IfNull::Removed},
    {"priority", "/freezer_action/priority", As::Integer, IfNull::Removed},
    {"max_retries", "/max_retries", As::Integer},
    {"max_retries_interval", "/max_retries_interval", As::Integer},
    {"mandatory", "/mandatory", As::Boolean},
};

constexpr Column kSessionColumns[] = {
    {"session_tag", "/session_tag", As::Integer},
    {"description", "/description"},
    {"hold_off", "/hold_off", As::Integer},
    {"schedule", "/schedule", As::Object},
    {"job", "/jobs", As::Object},
    {"status", "/status"},
    {"result", "/result"},
    {"time_start", "/time_start", As::Integer},
    {"time_end", "/time_end", As::Integer},
    {"time_started", "/time_started", As::Integer},
    {"time_ended", "/time_ended", As::Integer},
};

constexpr Column kJobColumns[] = {
    {"client_id", "/client_id"},
    {"description", "/description"},
    {"session_id", "/session_id"},
    {"session_tag", "/session_tag", As::Integer},
    {"schedule", "/job_schedule", As::Object},
    {"job_actions", "/job_actions", As::List},
};

constexpr Column kBackupColumns[] = {
    {"backup_metadata", "/backup_metadata", As::Object},
    {"status", "/status"},
};

constexpr Table kTables[] = {
    {Kind::Client, kClientColumns},
    {Kind::Action, kActionColumns},
    {Kind::Session, kSessionColumns},
    {Kind::Job, kJobColumns},
    {Kind::Backup, kBackupColumns, "user_name"},
};

}  // namespace

std::span<const Table> tables() {
  return kTables;
}

const Table& tableOf(Kind kind) {
  return *std::ranges::find(kTables, kind, &Table::kind);
}

std::string selectedColumns(const Table& table, const Schema& schema, std::string_view prefix) {
  const std::string_view name = resourceOf(table.kind).plural;
  std::string columns;
  const auto add = [&](std::string_view column) {
    columns.append(columns.empty() ? "" : ", ");
    if (schema.has(name, column)) {
      columns.append(prefix).append(column);
    } else {
      columns.append("NULL");
    }
  };
  for (const std::string_view common :
       {"id", "project_id", "user_id", "created_at", "updated_at"}) {
    add(common);
  }
  add(table.sidecar);
  for (const Column& column : table.columns) {
    add(schema.has(name, column.name) ? column.name : column.formerName);
  }
  return columns;
}

}  // namespace freezer::python
