#include "server/metrics/project_metrics.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <string_view>

namespace freezer::server {
namespace {

/// What is counted for each project.
struct Counts {
  std::int64_t clients = 0;
  std::int64_t silentClients = 0;
  std::int64_t jobsFailed = 0;
  std::int64_t jobsOverdue = 0;
  std::int64_t jobsRunning = 0;
  std::int64_t jobsUnrunnable = 0;
  std::int64_t sessionsFailed = 0;
  BackupDay today = {};
};

struct ProjectFamily {
  const char* name;
  const char* help;
  std::int64_t (*value)(const Counts&);
};

constexpr ProjectFamily kProjectFamilies[] = {
    {"freezer_clients", "Clients by project.", [](const Counts& of) { return of.clients; }},
    {"freezer_clients_silent", "Clients that have polled for jobs and no longer do.",
     [](const Counts& of) { return of.silentClients; }},
    {"freezer_jobs_failed", "Jobs whose last run failed or was aborted.",
     [](const Counts& of) { return of.jobsFailed; }},
    {"freezer_jobs_overdue", "Jobs that should have started by now.",
     [](const Counts& of) { return of.jobsOverdue; }},
    {"freezer_jobs_running", "Jobs that run.", [](const Counts& of) { return of.jobsRunning; }},
    {"freezer_jobs_unrunnable", "Jobs whose schedule no scheduler can read.",
     [](const Counts& of) { return of.jobsUnrunnable; }},
    {"freezer_sessions_failed", "Sessions whose last run failed or was aborted.",
     [](const Counts& of) { return of.sessionsFailed; }},
    {"freezer_backups_today", "Backups since midnight, UTC.",
     [](const Counts& of) { return of.today.count; }},
    {"freezer_backups_today_bytes", "Size of the backups since midnight, UTC.",
     [](const Counts& of) { return of.today.bytes; }},
};

/// Longer IDs, which only documents of an import can have, must not become labels. The IDs of
/// clients are never longer.
constexpr std::size_t kMostOfId = 255;

/// By project.
using Projects = std::map<std::string_view, Counts>;

Projects countsOf(const StateOfProjects& state) {
  Projects projects;
  for (const auto& [project_id, today] : state.projects) {
    if (project_id.size() <= kMostOfId) projects[project_id].today = today;
  }
  const auto in = [&projects](const std::string& project_id) {
    const auto found = projects.find(project_id);
    return found == projects.end() ? nullptr : &found->second;
  };
  for (const ClientOverview& client : state.overview.clients) {
    Counts* const counts = in(client.project_id);
    if (counts == nullptr) continue;
    ++counts->clients;
    counts->silentClients += client.silent ? 1 : 0;
  }
  for (const JobOverview& job : state.overview.notableJobs) {
    Counts* const counts = in(job.project_id);
    if (counts == nullptr) continue;
    counts->jobsFailed += job.hasFailed() ? 1 : 0;
    counts->jobsOverdue += job.overdueSince ? 1 : 0;
    counts->jobsRunning += job.state == JobState::Running ? 1 : 0;
    counts->jobsUnrunnable += job.unrunnable ? 1 : 0;
  }
  for (const SessionOverview& session : state.overview.sessions) {
    const bool hasFailed = session.result == "fail" || session.result == "aborted";
    if (Counts* const counts = in(session.project_id); counts != nullptr)
      counts->sessionsFailed += hasFailed ? 1 : 0;
  }
  return projects;
}

void addProjects(std::vector<Family>& families, const Projects& projects) {
  for (const auto& [name, help, value] : kProjectFamilies) {
    Family& family = families.emplace_back(gaugeFamily(name, help));
    family.metric.reserve(projects.size());
    for (const auto& [project_id, counts] : projects)
      add(family, static_cast<double>(value(counts)), {{"project", std::string(project_id)}});
  }
}

/// Adds clients of `projects`, at most `most`. Returns how many clients are left out.
std::size_t addClients(std::vector<Family>& families, const std::vector<ClientOverview>& clients,
                       const Projects& projects, std::size_t most) {
  Family seen =
      gaugeFamily("freezer_client_last_seen_timestamp_seconds",
                  "When the scheduler of a client last polled for jobs; absent if it never has.");
  Family backups = gaugeFamily("freezer_client_last_backup_timestamp_seconds",
                               "Time of the newest backup of a client; absent if it has none.");
  Family never = gaugeFamily("freezer_client_never_backed_up",
                             "1 for each client that should have made a backup and has none.");
  std::size_t count = 0;
  for (const ClientOverview& client : clients) {
    if (count == most) break;
    if (!projects.contains(client.project_id)) continue;
    ++count;
    const Labels labels = {{"project", client.project_id}, {"client", client.client_id}};
    if (client.lastSeen) add(seen, static_cast<double>(*client.lastSeen), labels);
    if (client.lastBackup) add(backups, static_cast<double>(*client.lastBackup), labels);
    if (client.neverBackedUp) add(never, 1, labels);
  }
  for (Family* family : {&seen, &backups, &never}) families.push_back(std::move(*family));
  return clients.size() - count;
}

}  // namespace

std::vector<Family> projectMetrics(const StateOfProjects& state, std::size_t mostClients) {
  const Projects projects = countsOf(state);
  std::vector<Family> families;
  addProjects(families, projects);
  const std::size_t clientsLeftOut =
      addClients(families, state.overview.clients, projects, mostClients);
  Family& leftOut = families.emplace_back(gaugeFamily(
      "freezer_metrics_left_out",
      "Projects and clients without metrics of their own, because there are too many."));
  const std::size_t tooLong = state.projects.size() - projects.size();
  add(leftOut, static_cast<double>(state.projectsLeftOut + tooLong), {{"kind", "project"}});
  add(leftOut, static_cast<double>(clientsLeftOut), {{"kind", "client"}});
  return families;
}

}  // namespace freezer::server
