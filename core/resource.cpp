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
    {"action", Type::Text, kNone, "What the agent shall do.", kActionValues},
    {"mode", Type::Text, kNullable, "What kind of thing is backed up.", kModes},
    {"path_to_backup", Type::Text, kNullable, "The path to back up."},
    {"backup_name", Type::Text, kNullable, "The name that ties incremental backups together."},
    {"container", Type::Text, kNullable, "Where the data is kept."},
    {"storage", Type::Text, kUnchecked, "The storage that keeps the data.", kStorages},
    {"restore_abs_path", Type::Text, kNullable, "The path to restore to."},
    {"cindernative_freezer_only", Type::Boolean, kNullable,
     "Whether to look only at volume backups made by freezer."},
};

constexpr Field kJobActionFields[] = {
    {"action_id", Type::Text, kNullable, "The stored action that is meant.", {}, &kOptionalId},
    withMembers({"freezer_action", Type::Object, kNone, "The options of the agent."},
                kFreezerActionFields),
    {"mandatory", Type::Boolean, kNone, "Whether to run it even after a failed action."},
    {"max_retries", Type::Integer, kNone, "How often to try again."},
    {"max_retries_interval", Type::Integer, kNone, "Seconds between two tries."},
};

constexpr Field kScheduleFields[] = {
    {"schedule_date", Type::Text, kNone, "When to run once.", {}, &kDateTime},
    {"schedule_interval", Type::Text, kNone, "How often to run.", {}, &kInterval},
    {"schedule_start_date", Type::Text, kNone, "When to begin to run.", {}, &kDateTime},
    {"schedule_end_date", Type::Text, kNone, "When to cease to run.", {}, &kDateTime},
    {"schedule_year", Type::Text, kNone, "The year to run in (cron).", {}, &kYear},
    {"schedule_month", Type::Text, kNone, "The months to run in (cron)."},
    {"schedule_day", Type::Text, kNone, "The days of the month to run on (cron)."},
    {"schedule_week", Type::Text, kNone, "The weeks of the year to run in (cron)."},
    {"schedule_day_of_week", Type::Text, kNone, "The days of the week to run on (cron)."},
    {"schedule_hour", Type::Text, kNone, "The hours to run at (cron)."},
    {"schedule_minute", Type::Text, kNone, "The minutes to run at (cron)."},
    {"schedule_second", Type::Text, kNone, "The seconds to run at (cron)."},
    {"event", Type::Text, kNone, "What the scheduler is asked to do.", kEvents},
    {"status", Type::Text, kNone, "What the scheduler says it is doing.", kStatuses},
    {"result", Type::Text, kNone, "How the last run ended.", kResultValues},
    {"time_created", Type::Integer, kTime, "When it was made, seconds since the epoch."},
    {"time_started", Type::Integer, kTime, "When the last run began; -1: never."},
    {"time_ended", Type::Integer, kTime, "When the last run ended; -1: not yet."},
    {"current_pid", Type::Integer, kNone, "The process id of the running agent."},
};

// Members of every stored document. In a body, they are ignored.
#define FREEZER_OWNER_FIELDS                                                         \
  {"user_id", Type::Text, kReadOnly, "Who created it."},                             \
      {"project_id", Type::Text, kReadOnly, "The project it belongs to."}, {         \
    "_version", Type::Integer, kReadOnly, "How often it was changed, plus one (v1)." \
  }

constexpr Field kBackupFields[] = {
    {"backup_id", Type::Text, kReadOnly, "The id, made by the service."},
    FREEZER_OWNER_FIELDS,
    {"user_name", Type::Text, kReadOnly, "The name of who created it (v1)."},
    {"container", Type::Text, kRequired | kNonEmpty, "Where the data is kept."},
    {"hostname", Type::Text, kRequired | kNonEmpty, "The machine the data came from."},
    {"backup_name", Type::Text, kRequired | kNonEmpty, "The name of the backup."},
    withDefault({"status", Type::Text, kNone, "The stage reached.", kBackupStatuses}, "available"),
    {"job_id", Type::Text, kUnchecked, "The job that took it."},
    {"time_stamp", Type::Integer, kUnchecked | kTime,
     "When it was taken, seconds since the epoch."},
    {"mode", Type::Text, kUnchecked, "What kind of thing was backed up."},
    {"level", Type::Integer, kUnchecked, "0 for a full backup, else the increment."},
    {"curr_backup_level", Type::Integer, kUnchecked, "0 for a full backup, else the increment."},
    {"max_level", Type::Integer, kUnchecked, "Increments after which a full backup follows."},
    {"path_to_backup", Type::Text, kUnchecked, "The path that was asked for."},
    {"fs_real_path", Type::Text, kUnchecked, "The path that was read."},
    {"vol_snap_path", Type::Text, kUnchecked, "The path of the snapshot that was read."},
    {"storage", Type::Text, kUnchecked, "The storage that keeps the data."},
    {"compression", Type::Text, kUnchecked, "How the data is compressed."},
    {"backup_size_compressed", Type::Integer, kUnchecked | kBytes,
     "The size of what is kept, in bytes."},
    {"backup_size_uncompressed", Type::Integer, kUnchecked | kBytes,
     "The size of what was read, in bytes."},
    {"client_os", Type::Text, kUnchecked, "The operating system of the machine."},
    {"client_version", Type::Text, kUnchecked, "The version of the agent."},
};

constexpr Field kClientFields[] = {
    FREEZER_OWNER_FIELDS,
    {"client_id", Type::Text, kRequired, "The id, chosen by the machine.", {}, &kClientId},
    {"hostname", Type::Text, kNullable, "The name of the machine."},
    {"description", Type::Text, kNullable, "Anything worth saying about it."},
    {"uuid", Type::Text, kNullable, "A unique id, made by the service unless given."},
    {"supported_actions", Type::TextList, kNullable, "The actions it can take."},
    {"supported_modes", Type::TextList, kNullable, "The modes it can back up in."},
    {"supported_storages", Type::TextList, kNullable, "The storages it can reach."},
    {"supported_engines", Type::TextList, kNullable, "The engines it has."},
    {"is_central", Type::Boolean, kNullable, "Whether it runs jobs for every project."},
};

constexpr Field kActionFields[] = {
    FREEZER_OWNER_FIELDS,
    {"action_id", Type::Text, kNullable, "The id, made by the service unless given.", {}, &kId},
    withMembers({"freezer_action", Type::Object, kRequired, "The options of the agent."},
                kFreezerActionFields),
    {"mandatory", Type::Boolean, kNone, "Whether to run it even after a failed action."},
    {"max_retries", Type::Integer, kNone, "How often to try again."},
    {"max_retries_interval", Type::Integer, kNone, "Seconds between two tries."},
};

constexpr Field kJobFields[] = {
    FREEZER_OWNER_FIELDS,
    {"user_credentials", Type::Object, kReadOnly, "The trust a central client runs it with."},
    {"job_id", Type::Text, kNullable, "The id, made by the service unless given.", {}, &kId},
    {"client_id", Type::Text, kRequired, "The client that shall run it.", {}, &kClientId},
    withDefault({"description", Type::Text, kNullable, "Anything worth saying about it."}, ""),
    withMembers({"job_actions", Type::ObjectList, kRequired, "What to do, in this order."},
                kJobActionFields),
    withDefault(
        withMembers({"job_schedule", Type::Object, kClosed, "When to run, and how it went."},
                    kScheduleFields),
        EmptyObject()),
    withDefault({"session_id", Type::Text, kNullable, "The session it runs in.", {}, &kOptionalId},
                ""),
    withDefault({"session_tag", Type::Integer, kNone, "The tag of the session's run it has seen."},
                std::int64_t{0}),
    {"session_name", Type::Text, kNullable, "The name of the session."},
    withMembers(
        {"action_defaults", Type::Object, kNullable, "Options for every action that lacks them."},
        kFreezerActionFields),
};

constexpr Field kSessionFields[] = {
    FREEZER_OWNER_FIELDS,
    {"jobs", Type::Object, kReadOnly, "The jobs that run together, by job_id."},
    {"session_id", Type::Text, kNullable, "The id, made by the service unless given.", {}, &kId},
    {"description", Type::Text, kNullable, "Anything worth saying about it."},
    withMembers({"schedule", Type::Object, kRequired | kClosed, "When its jobs run."},
                kScheduleFields),
    withDefault({"hold_off", Type::Integer, kNone,
                 "Seconds after a start in which the other jobs may join it."},
                kHoldOff),
    withDefault({"session_tag", Type::Integer, kNone, "The number of runs so far."},
                std::int64_t{0}),
    withDefault({"status", Type::Text, kNone, "active, running or completed."}, "active"),
    withDefault({"result", Type::Text, kNone, "How the last run ended.", kResultValues}, ""),
    withDefault({"time_start", Type::Integer, kTime,
                 "When the last run began, seconds since the epoch; -1: never."},
                kNever),
    withDefault({"time_end", Type::Integer, kTime, "When the last run ended."}, kNever),
    withDefault({"time_started", Type::Integer, kTime, "The same as time_start."}, kNever),
    withDefault({"time_ended", Type::Integer, kTime, "The same as time_end."}, kNever),
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
     .help = "The metadata of a backup that was taken.",
     .fields = kBackupFields,
     .closed = false,
     .columns = kBackupColumns,
     .verbs = kWithoutReplace,
     .envelope = "backup_metadata",
     .sidecar = "user_name",
     .timeColumn = "time_stamp"},
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
     .help = "What a client shall run, and when.",
     .fields = kJobFields,
     .closed = true,
     .columns = kJobColumns,
     .verbs = kAllVerbs,
     .envelope = "",
     .sidecar = "client_project_id",
     .timeColumn = "created_at"},
    {.kind = Kind::Action,
     .name = "action",
     .plural = "actions",
     .idField = "action_id",
     .help = "A step that jobs can share.",
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
     .help = "Jobs on several machines that run together.",
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

std::string storedPointer(const Resource& resource, const Field& field) {
  if (const Column* column = findColumn(resource, field.name)) return std::string(column->pointer);
  const std::string name = "/" + std::string(field.name);
  return resource.envelope.empty() ? name : "/" + std::string(resource.envelope) + name;
}

std::span<const Capability> capabilities() {
  return kCapabilities;
}

}  // namespace freezer
