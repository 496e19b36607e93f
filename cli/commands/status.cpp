#include <memory>
#include <utility>

#include "cli/commands/commands.h"
#include "cli/commands/status_screen.h"
#include "cli/output/printer.h"
#include "cli/output/terminal.h"
#include "cli/output/yaml.h"
#include "core/rules/overview.h"
#include "core/text.h"

namespace freezer::cli {
namespace {

struct StatusOptions {
  std::optional<std::string> limit;
};

Value timeOrNull(const std::optional<std::int64_t>& time) {
  return time ? Value(*time) : Value();
}

std::string nameOf(JobState state) {
  switch (state) {
    case JobState::Waiting: return "waiting";
    case JobState::Scheduled: return "scheduled";
    case JobState::Running: return "running";
    case JobState::Stopped: return "stopped";
    case JobState::Completed: return "completed";
  }
  return {};
}

Object toObject(const JobCounts& counts) {
  Object object = Object::make();
  object.set("total", counts.total);
  object.set("running", counts.running);
  object.set("failed", counts.failed);
  object.set("stopped", counts.stopped);
  object.set("overdue", counts.overdue);
  return object;
}

Object toObject(const ClientOverview& client) {
  Object object = Object::make();
  object.set("client_id", client.client_id);
  object.set("project_id", client.project_id);
  object.set("description", client.description);
  object.set("last_report", client.lastReport);
  object.set("last_backup", timeOrNull(client.lastBackup));
  object.set("needs_attention", client.needsAttention());
  object.set("jobs", toObject(client.jobs));
  return object;
}

Object toObject(const JobOverview& job) {
  Object object = Object::make();
  object.set("job_id", job.job_id);
  object.set("client_id", job.client_id);
  object.set("project_id", job.project_id);
  object.set("description", job.description);
  object.set("state", nameOf(job.state));
  object.set("result", job.result);
  object.set("time_started", timeOrNull(job.started));
  object.set("time_ended", timeOrNull(job.ended));
  object.set("overdue_since", timeOrNull(job.overdueSince));
  object.set("next_run", timeOrNull(job.nextRun));
  return object;
}

Object toObject(const SessionOverview& session) {
  Object object = Object::make();
  object.set("session_id", session.session_id);
  object.set("project_id", session.project_id);
  object.set("description", session.description);
  object.set("status", session.status);
  object.set("result", session.result);
  object.set("job_count", session.jobCount);
  object.set("time_started", timeOrNull(session.started));
  object.set("time_ended", timeOrNull(session.ended));
  return object;
}

Object toObject(const BackupDay& day) {
  Object object = Object::make();
  object.set("start", day.start);
  object.set("backups", day.count);
  object.set("bytes", day.bytes);
  return object;
}

template <typename Entry>
Array toArray(const std::vector<Entry>& entries) {
  Array array = Array::make(entries.size());
  for (unsigned i = 0; i < entries.size(); ++i) array.set(i, toObject(entries[i]));
  return array;
}

Document toDocument(const Overview& overview) {
  Object object = Object::make();
  object.set("now", overview.now);
  object.set("clients", toArray(overview.clients));
  object.set("jobs", toObject(overview.jobs));
  object.set("notable_jobs", toArray(overview.notableJobs));
  object.set("sessions", toArray(overview.sessions));
  object.set("days", toArray(overview.days));
  return Document::viewOf(object);
}

ColumnSet clientColumns() {
  return {.usual = {{"client_id", "CLIENT_ID", "/client_id"},
                    {"project_id", "PROJECT_ID", "/project_id"},
                    {"last_report", "REPORTED", "/last_report", timeCell},
                    {"last_backup", "LAST_BACKUP", "/last_backup", timeCell},
                    {"jobs", "JOBS", "/jobs/total"},
                    {"running", "RUNNING", "/jobs/running"},
                    {"failed", "FAILED", "/jobs/failed"},
                    {"stopped", "STOPPED", "/jobs/stopped"},
                    {"overdue", "OVERDUE", "/jobs/overdue"}},
          .others = {{"description", "DESCRIPTION", "/description"},
                     {"needs_attention", "NEEDS_ATTENTION", "/needs_attention"}},
          .envelope = {}};
}

Result<void> printClients(const Output& output, const Overview& overview) {
  std::vector<Item> items;
  items.reserve(overview.clients.size());
  for (const ClientOverview& client : overview.clients)
    items.push_back({Document::viewOf(toObject(client))});
  return printList(output, clientColumns(), items);
}

Result<ScreenStyle> styleOf(const Output& output, const StatusOptions& options) {
  ScreenStyle style;
  style.color = output.color;
  style.unicode = isUtf8Wanted();
  if (output.terminal || output.fitWidth) style.width = terminalWidth();
  if (options.limit) {
    const auto limit = parseInteger(*options.limit);
    if (!limit || *limit < 1)
      return Error{ErrorCode::InvalidRequest,
                   "--limit must be a whole number, at least 1, not '" + *options.limit + "'"};
    style.limit = static_cast<std::size_t>(*limit);
  }
  return style;
}

/// The format table prints the screen, json and yaml the whole overview. The other formats have
/// only rows, and print the clients; so does -c.
Result<void> print(const Output& output, const ScreenStyle& style, const Overview& overview) {
  if (!output.columns.empty()) return printClients(output, overview);
  switch (output.format) {
    case Format::Table: printScreen(output.stream, overview, style); return {};
    case Format::Json: printJson(output, toDocument(overview)); return {};
    case Format::Yaml: output.stream << toYaml(Value(toDocument(overview).object())); return {};
    case Format::Jsonl:
    case Format::Csv:
    case Format::Value: break;
  }
  return printClients(output, overview);
}

Result<void> runStatus(const Context& context, const StatusOptions& options) {
  const Output output = context.output();
  const Result<ScreenStyle> style = styleOf(output, options);
  if (!style) return style.error();
  Caller caller = context.caller();
  if (context.projectOption() == nullptr) caller.scope = {Scope::By::Everyone, ""};
  return readFreezer(context, [&](const Freezer& freezer) -> Result<void> {
    const Result<Overview> overview = freezer.overview(caller);
    if (!overview) return overview.error();
    return print(output, style.value(), overview.value());
  });
}

}  // namespace

void addStatus(const Command& root, Context& context) {
  const Command status = root.add(
      "status",
      "Show the state of clients, jobs, sessions and recent backups, problems first. Without "
      "--project, all projects.");
  const auto options = std::make_shared<StatusOptions>();
  status.value({"--limit",
                "Lines of each list on the screen (default " + std::to_string(ScreenStyle{}.limit) +
                    "). Other formats are complete.",
                "N"},
               options->limit);
  status.example("freezer-api status");
  status.example("freezer-api status --project backup -f json");
  status.onRun(configured(context, [&context, options] { return runStatus(context, *options); }));
}

}  // namespace freezer::cli
