#include "cli/output/columns.h"

#include <cstdlib>

#include "cli/output/table.h"
#include "cli/output/time.h"
#include "core/document.h"
#include "core/records.h"

namespace freezer::cli {
namespace {

enum class Shown { AsIs, AsTime };

struct TableColumn {
  std::string_view title;
  std::string_view pointer;
  Shown shown = Shown::AsIs;
};

constexpr TableColumn kBackupColumns[] = {
    {"BACKUP_ID", "/backup_id"},
    {"NAME", "/backup_metadata/backup_name"},
    {"HOSTNAME", "/backup_metadata/hostname"},
    {"CONTAINER", "/backup_metadata/container"},
    {"LEVEL", "/backup_metadata/curr_backup_level"},
    {"STATUS", "/status"},
    {"TIME", "/backup_metadata/time_stamp", Shown::AsTime},
};
constexpr TableColumn kClientColumns[] = {
    {"CLIENT_ID", "/client/client_id"},
    {"HOSTNAME", "/client/hostname"},
    {"DESCRIPTION", "/client/description"},
    {"CENTRAL", "/client/is_central"},
    {"UUID", "/client/uuid"},
};
constexpr TableColumn kJobColumns[] = {
    {"JOB_ID", "/job_id"},
    {"CLIENT_ID", "/client_id"},
    {"DESCRIPTION", "/description"},
    {"STATUS", "/job_schedule/status"},
    {"RESULT", "/job_schedule/result"},
    {"EVENT", "/job_schedule/event"},
    {"INTERVAL", "/job_schedule/schedule_interval"},
    {"SESSION_ID", "/session_id"},
};
constexpr TableColumn kActionColumns[] = {
    {"ACTION_ID", "/action_id"},
    {"ACTION", "/freezer_action/action"},
    {"MODE", "/freezer_action/mode"},
    {"NAME", "/freezer_action/backup_name"},
    {"PATH", "/freezer_action/path_to_backup"},
    {"STORAGE", "/freezer_action/storage"},
    {"CONTAINER", "/freezer_action/container"},
};
constexpr TableColumn kSessionColumns[] = {
    {"SESSION_ID", "/session_id"},
    {"DESCRIPTION", "/description"},
    {"STATUS", "/status"},
    {"RESULT", "/result"},
    {"TAG", "/session_tag"},
    {"STARTED", "/time_started", Shown::AsTime},
    {"ENDED", "/time_ended", Shown::AsTime},
};

std::span<const TableColumn> columnsOf(Kind kind) {
  switch (kind) {
    case Kind::Backup: return kBackupColumns;
    case Kind::Client: return kClientColumns;
    case Kind::Job: return kJobColumns;
    case Kind::Action: return kActionColumns;
    case Kind::Session: return kSessionColumns;
  }
  std::abort();
}

/// A value in one cell; nothing for null.
std::string cellText(const Value& value) {
  if (value.isEmpty()) return {};
  if (asObject(value) || asArray(value)) return toJson(value);
  return scalarText(value);
}

/// A time; nothing for null.
std::string timeCell(const Value& value) {
  return isInteger(value) ? timeText(value.convert<std::int64_t>()) : cellText(value);
}

/// Adds a row for each value below `value`, whose path is `path`.
void addRows(std::vector<Row>& rows, const std::string& path, const Value& value) {
  const std::string prefix = path.empty() ? "" : path + ".";
  if (const ObjectPtr object = asObject(value); object && object->size() > 0) {
    for (const auto& name : object->getNames()) addRows(rows, prefix + name, object->get(name));
  } else if (const ArrayPtr array = asArray(value); array && array->size() > 0) {
    for (unsigned i = 0; i < array->size(); ++i)
      addRows(rows, prefix + std::to_string(i), array->get(i));
  } else {
    rows.push_back({path, cellText(value)});
  }
}

}  // namespace

Result<void> printDocuments(std::ostream& out, const Resource& resource,
                            std::span<const Record> records) {
  const std::span<const TableColumn> columns = columnsOf(resource.kind);
  std::vector<Row> rows(1);
  for (const TableColumn& column : columns) rows.front().emplace_back(column.title);
  for (const Record& record : records) {
    const Result<Document> document = documentOf(record);
    if (!document) return document.error();
    Row& row = rows.emplace_back();
    for (const TableColumn& column : columns) {
      const Value value = document.value().at(column.pointer);
      row.push_back(column.shown == Shown::AsTime ? timeCell(value) : cellText(value));
    }
  }
  printTable(out, rows);
  return {};
}

Result<void> printDocument(std::ostream& out, const Record& record) {
  const Result<Document> document = documentOf(record);
  if (!document) return document.error();
  std::vector<Row> rows;
  addRows(rows, "", document.value().object());
  printTable(out, rows);
  return {};
}

}  // namespace freezer::cli
