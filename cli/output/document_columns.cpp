#include "cli/output/document_columns.h"

#include <Poco/String.h>

#include <cstdlib>

#include "core/freezer.h"
#include "core/schedule/schedule.h"

namespace freezer::cli {
namespace {

Value createdAt(const Item& item) {
  return item.record->created_at;
}

Value updatedAt(const Item& item) {
  return item.record->updated_at;
}

Value updatedBy(const Item& item) {
  return item.record->updated_by;
}

Value version(const Item& item) {
  return item.record->version;
}

Value nextRunOf(const Item& job) {
  const auto time = nextRun(job.document, job.record->updated_at, Freezer::systemClock()());
  return time ? Value(*time) : Value();
}

Value projectOf(const Item& item) {
  return item.record->project_id;
}

/// The number of jobs of a session.
Value jobCount(const Item& session) {
  const Object jobs = session.document.objectAt("/jobs");
  return jobs ? jobs.size() : 0;
}

/// The columns of a table, and how they give way: IDs last.
std::vector<OutputColumn> usualColumns(Kind kind) {
  switch (kind) {
    case Kind::Backup:
      return {
          {"backup_id", "BACKUP_ID", "/backup_id", plainCell, Rank::Id},
          {"backup_name", "NAME", "/backup_metadata/backup_name"},
          {"hostname", "HOSTNAME", "/backup_metadata/hostname", plainCell, Rank::Important},
          {"container", "CONTAINER", "/backup_metadata/container", plainCell, Rank::Detail},
          {.name = "level",
           .title = "LEVEL",
           .pointer = "/backup_metadata/curr_backup_level",
           .rank = Rank::Detail,
           .otherwise = "/backup_metadata/level"},
          {.name = "size",
           .title = "SIZE",
           .pointer = "/backup_metadata/backup_size_compressed",
           .read = sizeCell,
           .otherwise = "/backup_metadata/backup_size_uncompressed"},
          {"status", "STATUS", "/status", stateCell, Rank::Important},
          {"time_stamp", "TIME", "/backup_metadata/time_stamp", timeCell, Rank::Important},
      };
    case Kind::Client:
      return {
          {"client_id", "CLIENT_ID", "/client/client_id", plainCell, Rank::Id},
          {"hostname", "HOSTNAME", "/client/hostname", plainCell, Rank::Important},
          {"description", "DESCRIPTION", "/client/description"},
          {"is_central", "CENTRAL", "/client/is_central"},
          {"uuid", "UUID", "/client/uuid", plainCell, Rank::Detail},
      };
    case Kind::Job:
      return {
          {"job_id", "JOB_ID", "/job_id", plainCell, Rank::Id},
          {"client_id", "CLIENT_ID", "/client_id", plainCell, Rank::Important},
          {"description", "DESCRIPTION", "/description", plainCell, Rank::Detail},
          {"status", "STATUS", "/job_schedule/status", stateCell, Rank::Important},
          {"result", "RESULT", "/job_schedule/result", stateCell, Rank::Important},
          {"event", "EVENT", "/job_schedule/event", plainCell, Rank::Detail},
          {.name = "next_run", .title = "NEXT_RUN", .read = timeCell, .derive = nextRunOf},
          {"last_run", "LAST_RUN", "/job_schedule/time_started", timeCell, Rank::Important},
      };
    case Kind::Action:
      return {
          {"action_id", "ACTION_ID", "/action_id", plainCell, Rank::Id},
          {"action", "ACTION", "/freezer_action/action", plainCell, Rank::Important},
          {"mode", "MODE", "/freezer_action/mode"},
          {"backup_name", "NAME", "/freezer_action/backup_name"},
          {"path_to_backup", "PATH", "/freezer_action/path_to_backup"},
          {"storage", "STORAGE", "/freezer_action/storage", plainCell, Rank::Detail},
          {"container", "CONTAINER", "/freezer_action/container", plainCell, Rank::Detail},
      };
    case Kind::Session:
      return {
          {"session_id", "SESSION_ID", "/session_id", plainCell, Rank::Id},
          {"description", "DESCRIPTION", "/description", plainCell, Rank::Detail},
          {"status", "STATUS", "/status", stateCell, Rank::Important},
          {"result", "RESULT", "/result", stateCell, Rank::Important},
          {"session_tag", "TAG", "/session_tag", plainCell, Rank::Detail},
          {.name = "job_count", .title = "JOBS", .derive = jobCount},
          {"time_started", "STARTED", "/time_started", timeCell},
          {"time_ended", "ENDED", "/time_ended", timeCell},
      };
  }
  std::abort();  // Not reached: every kind has a case.
}

/// The readers of all fields, at any depth.
void addReaders(Readers& readers, std::span<const Field> fields) {
  for (const Field& field : fields) {
    if ((field.traits & kTime) != 0) readers.emplace(field.name, timeCell);
    if ((field.traits & kBytes) != 0) readers.emplace(field.name, sizeCell);
    addReaders(readers, field.members);
  }
}

}  // namespace

OutputColumn projectColumn() {
  return {.name = "project_id", .title = "PROJECT", .rank = Rank::Important, .derive = projectOf};
}

ColumnSet documentColumns(const Resource& resource) {
  ColumnSet columns{
      .usual = usualColumns(resource.kind),
      .others =
          {{.name = "created_at", .title = "CREATED_AT", .read = timeCell, .derive = createdAt},
           {.name = "updated_at", .title = "UPDATED_AT", .read = timeCell, .derive = updatedAt},
           {.name = "updated_by", .title = "UPDATED_BY", .derive = updatedBy},
           {.name = "version", .title = "VERSION", .derive = version}},
      .envelope = std::string(resource.envelope),
      .resource = &resource};
  addReaders(columns.readers, resource.fields);
  for (const Column& column : resource.columns) {
    const std::string name(column.name);
    columns.others.push_back(
        {name, Poco::toUpper(name), std::string(column.pointer), readerOf(columns.readers, name)});
  }
  return columns;
}

}  // namespace freezer::cli
