#include "cli/commands/status_screen.h"

#include <algorithm>
#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "cli/commands/status_troubles.h"
#include "cli/output/bars.h"
#include "cli/output/table.h"
#include "cli/output/units.h"

namespace freezer::cli {
namespace {

Cell countCell(std::int64_t count, Tone tone) {
  return {std::to_string(count), count > 0 ? tone : Tone::Plain};
}

/// Lines of a list of `count` rows with its titles and, if it is cut, the number of others.
std::size_t linesOf(std::size_t count, std::size_t limit) {
  constexpr std::size_t kTitleAndBlank = 2;
  return count == 0 ? 0 : std::min(count, limit) + kTitleAndBlank + (count > limit ? 1 : 0);
}

class Screen {
 public:
  Screen(std::ostream& out, const Overview& overview, const ScreenStyle& style)
      : out_(out),
        overview_(overview),
        style_(style),
        troubles_(troublesOf(overview)),
        limit_(style.limit.value_or(style.height ? fittingLimit() : kUsualLines)) {}

  void print() {
    printTrouble();
    printClients();
    printJobs();
    printSessions();
    if (!style_.height || style_.limit || lines(limit_) <= *style_.height) printDays();
  }

 private:
  static constexpr std::size_t kChartHeight = 4;

  /// All lines of the screen, and that of the prompt.
  std::size_t lines(std::size_t limit) const {
    constexpr std::size_t kJobs = 3;
    const std::size_t days = overview_.days.empty() ? 0 : kChartHeight + 2;
    const std::size_t worst = troubles_.empty() ? 2 : linesOf(troubles_.size(), limit);
    return worst + linesOf(overview_.clients.size(), limit) + kJobs +
           linesOf(overview_.sessions.size(), limit) + days + 1;
  }

  /// The longest lists that fit the height; at least one line of each.
  std::size_t fittingLimit() const {
    const std::size_t most =
        std::max({troubles_.size(), overview_.clients.size(), overview_.sessions.size()});
    std::size_t limit = 1;
    while (limit < most && lines(limit + 1) <= *style_.height) ++limit;
    return limit;
  }

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
    for (const Trouble& trouble : std::span(troubles_).first(std::min(troubles_.size(), limit_))) {
      const Tone tone = trouble.health == Health::Failing ? Tone::Bad : Tone::Busy;
      rows.push_back(
          {{trouble.client_id}, {trouble.job_id}, {trouble.what, tone}, {trouble.description}});
    }
    if (!troubles_.empty()) {
      printTable({{"NEEDS ATTENTION"}, {"JOB_ID"}, {"WHAT"}, {"DESCRIPTION"}}, std::move(rows),
                 troubles_.size());
    } else if (overview_.clients.empty()) {
      printLine({"No clients yet: run `freezer-api serve`, then start freezer-scheduler."});
    } else {
      printLine({"Nothing needs attention.", Tone::Good});
    }
  }

  /// The clients, the worst first.
  std::vector<const ClientOverview*> clientsInOrder() const {
    std::vector<const ClientOverview*> clients;
    clients.reserve(overview_.clients.size());
    for (const ClientOverview& client : overview_.clients) clients.push_back(&client);
    std::ranges::stable_sort(clients, std::greater<>(),
                             [](const ClientOverview* client) { return healthOf(*client); });
    return clients;
  }

  void printClients() {
    std::vector<const ClientOverview*> clients = clientsInOrder();
    if (clients.empty()) return;
    const std::size_t total = clients.size();
    clients.resize(std::min(total, limit_));
    std::vector<Row> rows;
    rows.reserve(clients.size());
    for (const ClientOverview* client : clients) {
      rows.push_back(
          {{client->client_id},
           {whenText(client->lastSeen, overview_.now), client->silent ? Tone::Bad : Tone::Plain},
           {whenText(client->lastReport, overview_.now)},
           {whenText(client->lastBackup, overview_.now),
            client->neverBackedUp ? Tone::Bad : Tone::Plain},
           countCell(client->jobs.total, Tone::Plain),
           countCell(client->jobs.failed, Tone::Bad),
           countCell(client->jobs.overdue, Tone::Bad)});
    }
    printTable(
        {{"CLIENT_ID"}, {"SEEN"}, {"REPORTED"}, {"LAST BACKUP"}, {"JOBS"}, {"FAILED"}, {"OVERDUE"}},
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
    sessions.resize(std::min(total, limit_));
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
    if (overview_.days.empty()) return;
    std::vector<std::int64_t> counts;
    std::vector<std::int64_t> bytes;
    for (const BackupDay& day : overview_.days) {
      counts.push_back(day.count);
      bytes.push_back(day.bytes);
    }
    const std::int64_t mostBytes = std::ranges::max(bytes);
    std::vector<Row> rows(kChartHeight + 2);
    addChart(rows, "BACKUPS A DAY, AT MOST " + std::to_string(std::ranges::max(counts)),
             barChart(counts, kChartHeight, style_.unicode));
    if (mostBytes > 0)
      addChart(rows, "SIZE A DAY, AT MOST " + sizeText(mostBytes),
               barChart(bytes, kChartHeight, style_.unicode));
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
  const std::vector<Trouble> troubles_;
  const std::size_t limit_;  ///< Lines of each list.
};

}  // namespace

void printScreen(std::ostream& out, const Overview& overview, const ScreenStyle& style) {
  Screen(out, overview, style).print();
}

}  // namespace freezer::cli
