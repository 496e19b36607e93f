#include "core/resource.h"
#include "core/pointers.h"

#include <algorithm>

namespace freezer {
namespace {

// --- Allowed values -----------------------------------------------------------

constexpr std::string_view kBackupStatuses[] = {"creating", "available", "error", "deleting",
                                                "deleted"};
constexpr std::string_view kActionValues[] = {"backup", "restore", "info", "admin", "exec"};
constexpr std::string_view kModes[] = {"fs",     "mongo",  "mysql",        "sqlserver",
                                       "cinder", "glance", "cindernative", "nova"};
constexpr std::string_view kStorages[] = {"local", "swift", "ssh", "s3", "ftp", "ftps"};
constexpr std::string_view kEngines[] = {"tar", "rsync", "rsyncv2", "nova", "osbrick", "glance"};
constexpr std::string_view kEvents[] = {"", "stop", "start", "abort", "remove"};
constexpr std::string_view kStatuses[] = {"",        "completed", "stop",   "scheduled",
                                          "running", "aborting",  "removed"};
constexpr std::string_view kResultValues[] = {"", "success", "fail", "aborted"};

constexpr Pattern kId = {"^[A-Za-z0-9_-]{1,255}$", 255,
                         "1 to 255 letters, digits, underscores and hyphens"};
constexpr Pattern kOptionalId = {"^[A-Za-z0-9_-]{0,255}$", 255,
                                 "at most 255 letters, digits, underscores and hyphens"};
constexpr Pattern kClientId = {
    "^([A-Za-z0-9_-]+_)?[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
    "([.][A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$",
    255, "a host name, or <project>_<host name>, of at most 255 characters"};
constexpr Pattern kDateTime = {
    "^-?([1-9][0-9]*)?[0-9]{4}-(1[0-2]|0[1-9])-(3[01]|0[1-9]|[12][0-9])"
    "T(2[0-3]|[01][0-9]):[0-5][0-9]:[0-5][0-9]([.][0-9]+)?"
    "(Z|[+-](2[0-3]|[01][0-9]):[0-5][0-9])?$",
    64, "an ISO 8601 date and time such as 2026-01-31T23:59:00"};
constexpr Pattern kInterval = {"^(continuous|[0-9]+ +(weeks|days|hours|minutes|seconds))$", 64,
                               "\"continuous\" or \"N weeks|days|hours|minutes|seconds\""};
constexpr Pattern kYear = {"^[0-9]{4}$", 4, "a year of four digits"};

// --- Fields ------------------------------------------------------------------

constexpr std::int64_t kHoldOff = 30;  // Seconds.

constexpr Field withDefault(Field field, Default value) {
  field.fallback = value;
  return field;
}

constexpr Field withMembers(Field field, std::span<const Field> members) {
  field.members = members;
  return field;
}

constexpr Field kFreezerActionFields[] = {
    {"action", Type::Text, kNone, "Operation of the agent.", kActionValues},
    {"mode", Type::Text, kNullable, "Type of the data to back up.", kModes},
    {"path_to_backup", Type::Text, kNullable, "Path to back up."},
    {"backup_name", Type::Text, kNullable,
     "Name shared by a full backup and its incremental backups."},
    {"container", Type::Text, kNullable, "Storage location of the data."},
    {"storage", Type::Text, kUnchecked, "Type of the storage.", kStorages},
    {"restore_abs_path", Type::Text, kNullable, "Path to restore to."},
    {"cindernative_freezer_only", Type::Boolean, kNullable,
     "Consider only volume backups created by Freezer."},
};

constexpr Field kJobActionFields[] = {
    {"action_id", Type::Text, kNullable, "ID of the stored action.", {}, &kOptionalId},
    withMembers({"freezer_action", Type::Object, kNone, "Options of the agent."},
                kFreezerActionFields),
    {"mandatory", Type::Boolean, kNone, "Run the action even if a previous action failed."},
    {"max_retries", Type::Integer, kNone, "Maximum number of retries."},
    {"max_retries_interval", Type::Integer, kNone, "Seconds between retries."},
};

constexpr Field kScheduleFields[] = {
    {"schedule_date", Type::Text, kNone, "Time of a single run.", {}, &kDateTime},
    {"schedule_interval", Type::Text, kNone, "Interval between runs.", {}, &kInterval},
    {"schedule_start_date", Type::Text, kNone, "Time before which no run starts.", {}, &kDateTime},
    {"schedule_end_date", Type::Text, kNone, "Time after which no run starts.", {}, &kDateTime},
    {"schedule_year", Type::Text, kNone, "Year of the runs (cron).", {}, &kYear},
    {"schedule_month", Type::Text, kNone, "Months of the runs (cron)."},
    {"schedule_day", Type::Text, kNone, "Days of the month of the runs (cron)."},
    {"schedule_week", Type::Text, kNone, "ISO weeks of the runs (cron)."},
    {"schedule_day_of_week", Type::Text, kNone, "Days of the week of the runs (cron)."},
    {"schedule_hour", Type::Text, kNone, "Hours of the runs (cron)."},
    {"schedule_minute", Type::Text, kNone, "Minutes of the runs (cron)."},
    {"schedule_second", Type::Text, kNone, "Seconds of the runs (cron)."},
    {"event", Type::Text, kNone, "Request to the scheduler.", kEvents},
    {"status", Type::Text, kNone, "State reported by the scheduler.", kStatuses},
    {"result", Type::Text, kNone, "Result of the last run.", kResultValues},
    {"time_created", Type::Integer, kTime, "Creation time, seconds since the epoch."},
    {"time_started", Type::Integer, kTime,
     "Start of the last run, seconds since the epoch; -1: never."},
    {"time_ended", Type::Integer, kTime,
     "End of the last run, seconds since the epoch; -1: not ended."},
    {"current_pid", Type::Integer, kNone, "Process ID of the running agent."},
};

// Members of every stored document. In a body, they are ignored.
#define FREEZER_OWNER_FIELDS                                                              \
  {"user_id", Type::Text, kReadOnly, "ID of the user who created it."},                   \
      {"project_id", Type::Text, kReadOnly, "ID of the project that owns it."}, {         \
    "_version", Type::Integer, kReadOnly, "Version: the number of changes plus one (v1)." \
  }

constexpr Field kBackupFields[] = {
    {"backup_id", Type::Text, kReadOnly, "ID, generated by the service."},
    FREEZER_OWNER_FIELDS,
    {"user_name", Type::Text, kReadOnly, "Name of the user who created it (v1)."},
    {"container", Type::Text, kRequired | kNonEmpty, "Storage location of the data."},
    {"hostname", Type::Text, kRequired | kNonEmpty, "Host name of the source machine."},
    {"backup_name", Type::Text, kRequired | kNonEmpty, "Name of the backup."},
    withDefault({"status", Type::Text, kNone, "State of the backup.", kBackupStatuses},
                "available"),
    {"job_id", Type::Text, kUnchecked, "ID of the job that created the backup."},
    {"time_stamp", Type::Integer, kUnchecked | kTime,
     "Time of the backup, seconds since the epoch."},
    {"mode", Type::Text, kUnchecked, "Type of the data."},
    {"level", Type::Integer, kUnchecked,
     "Backup level: 0 for a full backup, otherwise the increment."},
    {"curr_backup_level", Type::Integer, kUnchecked,
     "Backup level: 0 for a full backup, otherwise the increment."},
    {"max_level", Type::Integer, kUnchecked, "Maximum level; a full backup follows."},
    {"path_to_backup", Type::Text, kUnchecked, "Path requested for the backup."},
    {"fs_real_path", Type::Text, kUnchecked, "Path that was read."},
    {"vol_snap_path", Type::Text, kUnchecked, "Path of the snapshot that was read."},
    {"storage", Type::Text, kUnchecked, "Type of the storage."},
    {"compression", Type::Text, kUnchecked, "Compression method."},
    {"backup_size_compressed", Type::Integer, kUnchecked | kBytes,
     "Size of the stored data, in bytes."},
    {"backup_size_uncompressed", Type::Integer, kUnchecked | kBytes,
     "Size of the source data, in bytes."},
    {"client_os", Type::Text, kUnchecked, "Operating system of the source machine."},
    {"client_version", Type::Text, kUnchecked, "Version of the agent."},
};

constexpr Field kClientFields[] = {
    FREEZER_OWNER_FIELDS,
    {"client_id", Type::Text, kRequired, "ID, chosen by the client.", {}, &kClientId},
    {"hostname", Type::Text, kNullable, "Host name of the client."},
    {"description", Type::Text, kNullable, "Description."},
    {"uuid", Type::Text, kNullable, "UUID of the client; generated by default."},
    {"supported_actions", Type::TextList, kNullable, "Actions that the client supports."},
    {"supported_modes", Type::TextList, kNullable, "Backup modes that the client supports."},
    {"supported_storages", Type::TextList, kNullable, "Storage types that the client supports."},
    {"supported_engines", Type::TextList, kNullable, "Backup engines that the client supports."},
    {"is_central", Type::Boolean, kNullable, "Central client: runs jobs of every project."},
};

constexpr Field kActionFields[] = {
    FREEZER_OWNER_FIELDS,
    {"action_id", Type::Text, kNullable, "ID; generated by default.", {}, &kId},
    withMembers({"freezer_action", Type::Object, kRequired, "Options of the agent."},
                kFreezerActionFields),
    {"mandatory", Type::Boolean, kNone, "Run the action even if a previous action failed."},
    {"max_retries", Type::Integer, kNone, "Maximum number of retries."},
    {"max_retries_interval", Type::Integer, kNone, "Seconds between retries."},
};

constexpr Field kJobFields[] = {
    FREEZER_OWNER_FIELDS,
    {"user_credentials", Type::Object, kReadOnly, "Trust for running the job on a central client."},
    {"job_id", Type::Text, kNullable, "ID; generated by default.", {}, &kId},
    {"client_id", Type::Text, kRequired, "ID of the client that runs the job.", {}, &kClientId},
    withDefault({"description", Type::Text, kNullable, "Description."}, ""),
    withMembers(
        {"job_actions", Type::ObjectList, kRequired, "Actions of the job, in order of execution."},
        kJobActionFields),
    withDefault(
        withMembers({"job_schedule", Type::Object, kClosed, "Schedule and state of the job."},
                    kScheduleFields),
        EmptyObject()),
    withDefault(
        {"session_id", Type::Text, kNullable, "ID of the session of the job.", {}, &kOptionalId},
        ""),
    withDefault(
        {"session_tag", Type::Integer, kNone, "Tag of the last session run known to the job."},
        std::int64_t{0}),
    {"session_name", Type::Text, kNullable, "Name of the session."},
    withMembers({"action_defaults", Type::Object, kNullable, "Default options for all actions."},
                kFreezerActionFields),
};

constexpr Field kSessionFields[] = {
    FREEZER_OWNER_FIELDS,
    {"jobs", Type::Object, kReadOnly, "Jobs of the session, by job_id."},
    {"session_id", Type::Text, kNullable, "ID; generated by default.", {}, &kId},
    {"description", Type::Text, kNullable, "Description."},
    withMembers({"schedule", Type::Object, kRequired | kClosed, "Schedule of the jobs."},
                kScheduleFields),
    withDefault({"hold_off", Type::Integer, kNone,
                 "Seconds after a start during which other jobs can join the run."},
                kHoldOff),
    withDefault({"session_tag", Type::Integer, kNone, "Number of runs started."}, std::int64_t{0}),
    withDefault({"status", Type::Text, kNone, "State: active, running or completed."}, "active"),
    withDefault({"result", Type::Text, kNone, "Result of the last run.", kResultValues}, ""),
    withDefault({"time_start", Type::Integer, kTime,
                 "Start of the last run, seconds since the epoch; -1: never."},
                kNever),
    withDefault({"time_end", Type::Integer, kTime,
                 "End of the last run, seconds since the epoch; -1: not ended."},
                kNever),
    withDefault({"time_started", Type::Integer, kTime, "Same as time_start."}, kNever),
    withDefault({"time_ended", Type::Integer, kTime, "Same as time_end."}, kNever),
};

#undef FREEZER_OWNER_FIELDS

// --- Promoted columns (freezer-api-rest(7), "Storage") --------------------------
// Most selective first: a search uses the first column that it contains.

constexpr Column kBackupColumns[] = {
    {"job_id", "/backup_metadata/job_id", Type::Text},
    {"backup_name", "/backup_metadata/backup_name", Type::Text},
    {"container", "/backup_metadata/container", Type::Text},
    {"hostname", "/backup_metadata/hostname", Type::Text},
    {"time_stamp", "/backup_metadata/time_stamp", Type::Integer},
    {"status", at::kStatus, Type::Text},
    {"mode", "/backup_metadata/mode", Type::Text},
};
constexpr DerivedKey kBackupDerivedKeys[] = {
    {"size", "/backup_metadata/backup_size_compressed",
     "/backup_metadata/backup_size_uncompressed"},
};
constexpr Column kClientColumns[] = {
    {"uuid", at::kClientUuid, Type::Text},
    {"hostname", at::kClientHostname, Type::Text},
    {"is_central", at::kIsCentral, Type::Boolean},
};
constexpr Column kJobColumns[] = {
    {"client_id", at::kClientId, Type::Text},
    {"session_id", at::kSessionId, Type::Text},
    {"schedule_interval", at::kJobInterval, Type::Text},
    {"event", at::kJobEvent, Type::Text},
    {"result", at::kJobResult, Type::Text},
    {"status", at::kJobStatus, Type::Text},
};
constexpr DerivedKey kJobDerivedKeys[] = {
    {"last_run", "/job_schedule/time_started", "", true},
};
constexpr Column kActionColumns[] = {
    {"backup_name", "/freezer_action/backup_name", Type::Text},
    {"container", "/freezer_action/container", Type::Text},
    {"action", "/freezer_action/action", Type::Text},
    {"mode", "/freezer_action/mode", Type::Text},
    {"storage", "/freezer_action/storage", Type::Text},
};
constexpr Column kSessionColumns[] = {
    {"session_tag", at::kSessionTag, Type::Integer},
    {"status", at::kStatus, Type::Text},
    {"result", at::kResult, Type::Text},
};

// --- Kinds -----------------------------------------------------------------------

constexpr Verb kWithoutReplace[] = {Verb::List, Verb::Show, Verb::Create, Verb::Patch,
                                    Verb::Delete};
constexpr Verb kAllVerbs[] = {Verb::List,    Verb::Show,  Verb::Create,
                              Verb::Replace, Verb::Patch, Verb::Delete};

constexpr Resource kResources[] = {
    {.kind = Kind::Backup,
     .name = "backup",
     .plural = "backups",
     .idField = "backup_id",
     .help = "The metadata of a backup.",
     .fields = kBackupFields,
     .closed = false,
     .columns = kBackupColumns,
     .verbs = kWithoutReplace,
     .envelope = "backup_metadata",
     .sidecar = "user_name",
     .timeColumn = "time_stamp",
     .derivedKeys = kBackupDerivedKeys},
    {.kind = Kind::Client,
     .name = "client",
     .plural = "clients",
     .idField = "client_id",
     .help = "A machine that runs a scheduler.",
     .fields = kClientFields,
     .closed = false,
     .columns = kClientColumns,
     .verbs = kWithoutReplace,
     .envelope = "client",
     .sidecar = "",
     .timeColumn = "created_at"},
    {.kind = Kind::Job,
     .name = "job",
     .plural = "jobs",
     .idField = "job_id",
     .help = "Actions that a client runs on a schedule.",
     .fields = kJobFields,
     .closed = true,
     .columns = kJobColumns,
     .verbs = kAllVerbs,
     .envelope = "",
     .sidecar = "client_project_id",
     .timeColumn = "created_at",
     .derivedKeys = kJobDerivedKeys},
    {.kind = Kind::Action,
     .name = "action",
     .plural = "actions",
     .idField = "action_id",
     .help = "A configuration of the agent that jobs can share.",
     .fields = kActionFields,
     .closed = false,
     .columns = kActionColumns,
     .verbs = kAllVerbs,
     .envelope = "",
     .sidecar = "",
     .timeColumn = "created_at"},
    {.kind = Kind::Session,
     .name = "session",
     .plural = "sessions",
     .idField = "session_id",
     .help = "Jobs on several machines that run at the same time.",
     .fields = kSessionFields,
     .closed = false,
     .columns = kSessionColumns,
     .verbs = kAllVerbs,
     .envelope = "",
     .sidecar = "",
     .timeColumn = "created_at"},
};

constexpr std::string_view kActionMember[] = {"action"};
constexpr std::string_view kModeMember[] = {"mode"};
constexpr std::string_view kStorageMember[] = {"storage"};
constexpr std::string_view kEngineMembers[] = {"engine", "engine_name"};

constexpr Capability kCapabilities[] = {
    {"supported_actions", kActionMember, kActionValues},
    {"supported_modes", kModeMember, kModes},
    {"supported_storages", kStorageMember, kStorages},
    {"supported_engines", kEngineMembers, kEngines},
};

// resourceOf() uses the kind as index.
static_assert(std::ranges::is_sorted(kResources, {}, &Resource::kind));
static_assert(kResources[static_cast<std::size_t>(Kind::Session)].kind == Kind::Session);

}  // namespace

bool Resource::offers(Verb verb) const {
  return std::ranges::find(verbs, verb) != verbs.end();
}

std::span<const Resource> resources() {
  return kResources;
}

const Resource& resourceOf(Kind kind) {
  return kResources[static_cast<std::size_t>(kind)];
}

const Resource* findResource(std::string_view plural) {
  const auto* found = std::ranges::find(kResources, plural, &Resource::plural);
  return found == std::end(kResources) ? nullptr : found;
}

const Column* findColumn(const Resource& resource, std::string_view name) {
  const auto found = std::ranges::find(resource.columns, name, &Column::name);
  return found == resource.columns.end() ? nullptr : &*found;
}

const DerivedKey* findDerivedKey(const Resource& resource, std::string_view name) {
  const auto found = std::ranges::find(resource.derivedKeys, name, &DerivedKey::name);
  return found == resource.derivedKeys.end() ? nullptr : &*found;
}

std::string storedPointer(const Resource& resource, const Field& field) {
  if (const Column* column = findColumn(resource, field.name)) return std::string(column->pointer);
  const std::string name = "/" + std::string(field.name);
  return resource.envelope.empty() ? name : "/" + std::string(resource.envelope) + name;
}

std::span<const Capability> capabilities() {
  return kCapabilities;
}

}  // namespace freezer
