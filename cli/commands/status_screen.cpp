#include "cli/commands/status_screen.h"

#include <algorithm>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "cli/output/bars.h"
#include "cli/output/table.h"
#include "cli/output/units.h"

namespace freezer::cli {
namespace {

/// "3 h ago"; with the date after two days.
std::string whenText(const std::optional<std::int64_t>& time, std::int64_t now) {
  constexpr std::int64_t kTwoDays = 2 * 86400;
  constexpr std::size_t kDateLength = 10;
  if (!time) return "never";
  const std::string age = ageText(*time, now);
  if (*time > now - kTwoDays) return age;
  return age + ", " + timeText(*time).substr(0, kDateLength);
}

Cell countCell(std::int64_t count, Tone tone) {
  return {std::to_string(count), count > 0 ? tone : Tone::Plain};
}

/// "failed 3 h ago, due 20 min ago"
std::string troubleOf(const JobOverview& job, std::int64_t now) {
  std::string text;
  if (job.hasFailed()) {
    text = job.result == "fail" ? "failed" : "aborted";
    const auto time = job.ended ? job.ended : job.started;
    if (time) text += " " + whenText(time, now);
  }
  if (job.overdueSince)
    text.append(text.empty() ? "" : "; ").append("due ").append(whenText(job.overdueSince, now));
  return text;
}

class Screen {
 public:
  Screen(std::ostream& out, const Overview& overview, const ScreenStyle& style)
      : out_(out), overview_(overview), style_(style) {}

  void print() {
    printTrouble();
    printClients();
    printJobs();
    printSessions();
    printDays();
  }

 private:
  /// Prints a table; `rows` are at most the limit, of `total` rows.
  void printTable(Row titles, std::vector<Row> rows, std::size_t total) {
    const std::size_t shown = rows.size();
    rows.insert(rows.begin(), std::move(titles));
    cli::printTable(out_, rows, {.color = style_.color, .width = style_.width});
    if (total > shown) out_ << "and " << total - shown << " more: --limit\n";
    out_ << '\n';
  }

  void printLine(const Cell& cell) {
    const Row row = {cell};
    cli::printTable(out_, std::span(&row, 1),
                    {.hasTitles = false, .color = style_.color, .width = style_.width});
    out_ << '\n';
  }

  void printTrouble() {
    std::vector<Row> rows;
    std::size_t total = 0;
    for (const JobOverview& job : overview_.notableJobs) {
      if (!job.needsAttention() || ++total > style_.limit) continue;
      rows.push_back({{job.client_id},
                      {job.job_id},
                      {troubleOf(job, overview_.now), Tone::Bad},
                      {job.description}});
    }
    if (total > 0) {
      printTable({{"NEEDS ATTENTION"}, {"JOB_ID"}, {"WHAT"}, {"DESCRIPTION"}}, std::move(rows),
                 total);
    } else if (overview_.clients.empty()) {
      printLine({"No clients yet. A scheduler registers its client when it starts."});
    } else {
      printLine({"Nothing needs attention.", Tone::Good});
    }
  }

  /// The clients, those with problems first.
  std::vector<const ClientOverview*> clientsInOrder() const {
    std::vector<const ClientOverview*> clients;
    clients.reserve(overview_.clients.size());
    for (const ClientOverview& client : overview_.clients) clients.push_back(&client);
    std::stable_partition(clients.begin(), clients.end(),
                          [](const ClientOverview* client) { return client->needsAttention(); });
    return clients;
  }

  void printClients() {
    std::vector<const ClientOverview*> clients = clientsInOrder();
    if (clients.empty()) return;
    const std::size_t total = clients.size();
    clients.resize(std::min(total, style_.limit));
    std::vector<Row> rows;
    rows.reserve(clients.size());
    for (const ClientOverview* client : clients) {
      rows.push_back({{client->client_id},
                      {whenText(client->lastReport, overview_.now)},
                      {whenText(client->lastBackup, overview_.now)},
                      countCell(client->jobs.total, Tone::Plain),
                      countCell(client->jobs.failed, Tone::Bad),
                      countCell(client->jobs.overdue, Tone::Bad)});
    }
    printTable({{"CLIENT_ID"}, {"REPORTED"}, {"LAST BACKUP"}, {"JOBS"}, {"FAILED"}, {"OVERDUE"}},
               std::move(rows), total);
  }

  void printJobs() {
    const JobCounts& jobs = overview_.jobs;
    printTable({{"JOBS"}, {"RUNNING"}, {"FAILED"}, {"STOPPED"}, {"OVERDUE"}},
               {{countCell(jobs.total, Tone::Plain), countCell(jobs.running, Tone::Busy),
                 countCell(jobs.failed, Tone::Bad), countCell(jobs.stopped, Tone::Plain),
                 countCell(jobs.overdue, Tone::Bad)}},
               1);
  }

  /// Sessions whose last run failed come first.
  void printSessions() {
    std::vector<const SessionOverview*> sessions;
    for (const SessionOverview& session : overview_.sessions) sessions.push_back(&session);
    if (sessions.empty()) return;
    std::stable_partition(sessions.begin(), sessions.end(), [](const SessionOverview* session) {
      return session->result == "fail" || session->result == "aborted";
    });
    const std::size_t total = sessions.size();
    sessions.resize(std::min(total, style_.limit));
    std::vector<Row> rows;
    rows.reserve(sessions.size());
    for (const SessionOverview* session : sessions) {
      rows.push_back({{session->session_id},
                      stateCell(Value(session->status)),
                      stateCell(Value(session->result)),
                      {whenText(session->started, overview_.now)},
                      countCell(session->jobCount, Tone::Plain),
                      {session->description}});
    }
    printTable({{"SESSION_ID"}, {"STATUS"}, {"RESULT"}, {"STARTED"}, {"JOBS"}, {"DESCRIPTION"}},
               std::move(rows), total);
  }

  /// Charts of backups and, if known, bytes, side by side.
  void printDays() {
    constexpr std::size_t kHeight = 4;
    if (overview_.days.empty()) return;
    std::vector<std::int64_t> counts;
    std::vector<std::int64_t> bytes;
    for (const BackupDay& day : overview_.days) {
      counts.push_back(day.count);
      bytes.push_back(day.bytes);
    }
    const std::int64_t mostBytes = std::ranges::max(bytes);
    std::vector<Row> rows(kHeight + 2);
    addChart(rows, "BACKUPS A DAY, AT MOST " + std::to_string(std::ranges::max(counts)),
             barChart(counts, kHeight, style_.unicode));
    if (mostBytes > 0)
      addChart(rows, "SIZE A DAY, AT MOST " + sizeText(mostBytes),
               barChart(bytes, kHeight, style_.unicode));
    cli::printTable(out_, rows, {.color = style_.color, .width = style_.width});
  }

  /// Adds a column: a title, the lines of the chart, and its first and last day.
  void addChart(std::vector<Row>& rows, std::string title, std::vector<std::string> lines) const {
    constexpr std::size_t kDateLength = 10;
    rows.front().push_back({std::move(title)});
    for (std::size_t i = 0; i < lines.size(); ++i) rows[i + 1].push_back({std::move(lines[i])});
    const std::string first = timeText(overview_.days.front().start).substr(0, kDateLength);
    const std::string last = timeText(overview_.days.back().start).substr(0, kDateLength);
    rows.back().push_back({first + "       " + last});
  }

  std::ostream& out_;
  const Overview& overview_;
  const ScreenStyle& style_;
};

}  // namespace

void printScreen(std::ostream& out, const Overview& overview, const ScreenStyle& style) {
  Screen(out, overview, style).print();
}

}  // namespace freezer::cli
