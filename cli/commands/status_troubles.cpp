#include "cli/commands/status_troubles.h"

#include <algorithm>

#include "cli/output/units.h"

namespace freezer::cli {
namespace {

void addClause(std::string& text, const std::string& clause) {
  text.append(text.empty() ? "" : "; ").append(clause);
}

std::string whatIsWrong(const JobOverview& job, std::int64_t now) {
  std::string text;
  if (job.hasFailed()) {
    addClause(text, job.result == "fail" ? "failed" : "aborted");
    const auto time = job.ended ? job.ended : job.started;
    if (time) text += " " + whenText(time, now);
  }
  if (job.overdueSince) addClause(text, "due " + whenText(job.overdueSince, now));
  if (job.unrunnable) addClause(text, "its schedule can never run");
  return text;
}

/// The troubles of a client that are not those of a job.
std::string whatIsWrong(const ClientOverview& client, std::int64_t now) {
  std::string text;
  if (client.neverBackedUp) addClause(text, "never backed up");
  if (client.silent) addClause(text, "last seen " + whenText(client.lastSeen, now));
  return text;
}

}  // namespace

std::string whenText(const std::optional<std::int64_t>& time, std::int64_t now) {
  constexpr std::int64_t kTwoDays = 2 * 86400;
  constexpr std::size_t kDateLength = 10;
  if (!time) return "never";
  const std::string age = ageText(*time, now);
  if (*time > now - kTwoDays) return age;
  return age + ", " + timeText(*time).substr(0, kDateLength);
}

Health healthOf(const ClientOverview& client) {
  if (client.isFailing()) return Health::Failing;
  return client.needsAttention() ? Health::Warning : Health::Well;
}

std::vector<Trouble> troublesOf(const Overview& overview) {
  std::vector<Trouble> troubles;
  for (const JobOverview& job : overview.notableJobs) {
    if (!job.needsAttention()) continue;
    troubles.push_back({job.isFailing() ? Health::Failing : Health::Warning, job.client_id,
                        job.job_id, whatIsWrong(job, overview.now), job.description});
  }
  for (const ClientOverview& client : overview.clients) {
    if (!client.neverBackedUp && !client.silent) continue;
    troubles.push_back({client.neverBackedUp ? Health::Failing : Health::Warning, client.client_id,
                        "", whatIsWrong(client, overview.now), client.description});
  }
  std::stable_partition(troubles.begin(), troubles.end(),
                        [](const Trouble& trouble) { return trouble.health == Health::Failing; });
  return troubles;
}

}  // namespace freezer::cli
