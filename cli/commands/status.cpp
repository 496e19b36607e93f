#include <cstdlib>
#include <memory>
#include <utility>

#include "cli/caller.h"
#include "cli/commands/commands.h"
#include "cli/commands/status_check.h"
#include "cli/commands/status_screen.h"
#include "cli/output/exit_status.h"
#include "cli/output/printer.h"
#include "cli/output/terminal.h"
#include "cli/output/yaml.h"
#include "core/rules/overview_document.h"
#include "core/text.h"

namespace freezer::cli {
namespace {

struct StatusOptions {
  std::optional<std::string> limit;
  std::optional<std::string> client;
  bool check = false;
};

ColumnSet clientColumns() {
  return {.usual = {{"client_id", "CLIENT_ID", "/client_id"},
                    {"project_id", "PROJECT_ID", "/project_id"},
                    {"last_seen", "SEEN", "/last_seen", timeCell},
                    {"last_report", "REPORTED", "/last_report", timeCell},
                    {"last_backup", "LAST_BACKUP", "/last_backup", timeCell},
                    {"jobs", "JOBS", "/jobs/total"},
                    {"running", "RUNNING", "/jobs/running"},
                    {"failed", "FAILED", "/jobs/failed"},
                    {"stopped", "STOPPED", "/jobs/stopped"},
                    {"overdue", "OVERDUE", "/jobs/overdue"}},
          .others = {{"description", "DESCRIPTION", "/description"},
                     {"poll_interval", "POLL_INTERVAL", "/poll_interval"},
                     {"silent", "SILENT", "/silent"},
                     {"never_backed_up", "NEVER_BACKED_UP", "/never_backed_up"},
                     {"unrunnable", "UNRUNNABLE", "/jobs/unrunnable"},
                     {"needs_attention", "NEEDS_ATTENTION", "/needs_attention"}},
          .envelope = {}};
}

Result<void> printClients(const Output& output, const Overview& overview) {
  std::vector<Item> items;
  items.reserve(overview.clients.size());
  for (const ClientOverview& client : overview.clients) items.push_back({toDocument(client)});
  return printList(output, clientColumns(), items);
}

Result<ScreenStyle> styleOf(const Output& output, const StatusOptions& options) {
  ScreenStyle style;
  style.color = output.color;
  style.unicode = isUtf8Wanted();
  style.width = output.width;
  if (output.terminal) style.height = terminalHeight();
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

/// The part of the overview that concerns one client. Sessions and days are those of several.
Result<Overview> onlyClient(Overview overview, const std::string& client_id) {
  std::erase_if(overview.clients,
                [&](const auto& client) { return client.client_id != client_id; });
  if (overview.clients.empty())
    return Error{ErrorCode::NotFound, "there is no client with the id " + client_id};
  std::erase_if(overview.notableJobs, [&](const auto& job) { return job.client_id != client_id; });
  overview.jobs = overview.clients.front().jobs;
  overview.sessions.clear();
  overview.days.clear();
  return overview;
}

ExitStatus verdictOf(Health health) {
  switch (health) {
    case Health::Well: return kOk;
    case Health::Warning: return kNeedsAttention;
    case Health::Failing: return kFailing;
  }
  std::abort();
}

Result<void> runStatus(Context& context, const StatusOptions& options) {
  const Output output = context.output();
  const Result<ScreenStyle> style = styleOf(output, options);
  if (!style) return style.error();
  const auto show = [&](const Freezer& freezer, const Caller& caller) -> Result<void> {
    Result<Overview> overview = freezer.overview(caller);
    if (overview && options.client)
      overview = onlyClient(std::move(overview).value(), *options.client);
    if (!overview) return overview.error();
    if (options.check) {
      context.verdict = verdictOf(printCheck(context.out, overview.value()));
      return {};
    }
    return print(output, style.value(), overview.value());
  };
  return context.projectOption() == nullptr ? readAllProjects(context, show)
                                            : readAsCaller(context, show);
}

}  // namespace

void addStatus(const Command& root, Context& context) {
  const Command status = root.add(
      "status",
      "Show the state of clients, jobs, sessions and recent backups, problems first. Without "
      "--project, all projects.");
  const auto options = std::make_shared<StatusOptions>();
  status.value({"--limit",
                "Lines of each list on the screen (default " + std::to_string(kUsualLines) +
                    "; on a terminal, as many as fit). Other formats are complete.",
                "N"},
               options->limit);
  status.value({"--client", "Show one client and its jobs.", "CLIENT_ID"}, options->client);
  status.flag(
      {"--check",
       "Print one line and the worst problems. The exit status tells whether anything needs "
       "attention.",
       ""},
      options->check);
  status.example("freezer-api status");
  status.example("freezer-api status --project backup -f json");
  status.example("freezer-api status --check");
  status.onRun(configured(context, [&context, options] { return runStatus(context, *options); }));
}

}  // namespace freezer::cli
