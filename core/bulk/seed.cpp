#include "core/bulk/seed.h"

#include <algorithm>
#include <memory>
#include <string_view>
#include <utility>

#include "core/bulk/line.h"
#include "core/bulk/random.h"
#include "core/rules/envelope.h"
#include "core/rules/validation.h"

namespace freezer {
namespace {

using bulk::Random;

constexpr std::int64_t kMinute = 60;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;
constexpr std::int64_t kMegabyte = 1'000'000;

constexpr std::int64_t kBackupsSince = 30 * kDay;
constexpr std::int64_t kJobsOfSession = 3;
constexpr std::int64_t kMaxLevel = 6;

constexpr std::string_view kRoles[] = {"web", "db", "mail", "files", "build", "app", "cache", "ns"};
constexpr std::string_view kSystems[] = {"Debian 12", "Ubuntu 24.04", "Rocky Linux 9"};
constexpr std::string_view kPaths[] = {"/etc", "/srv", "/home", "/var/lib", "/var/mail"};
constexpr std::string_view kContainers[] = {"daily", "archive", "offsite"};
constexpr std::string_view kIntervals[] = {"1 days", "1 days", "12 hours", "1 weeks"};

/// The result of the last run of a job or a session.
struct RunOutcome {
  std::string status;
  std::string result;
  std::int64_t started = kNever;
  std::int64_t ended = kNever;
  std::string event = {};
};

/// A time derived from a number; the order of times is the order of numbers.
std::int64_t spread(std::int64_t begin, std::int64_t length, std::int64_t number,
                    std::int64_t count) {
  return begin + length * (number + 1) / count;
}

/// Generates every document from its number alone, independent of the documents generated before.
/// References are derived from the number of the other document.
class Seeder {
 public:
  explicit Seeder(SeedPlan plan) : plan_(std::move(plan)) {}

  std::string client(std::int64_t number) const {
    Random random = randomOf("client", number);
    Document body;
    body.set("/client_id", clientId(number));
    body.set("/hostname", hostName(number));
    body.set("/description", std::string(random.oneOf(kSystems)));
    body.set("/uuid", random.id());
    for (const Capability& capability : capabilities()) {
      Array values = Array::make(0);
      for (const std::string_view value : capability.values) values.add(std::string(value));
      body.set("/" + std::string(capability.field), values);
    }
    // A few clients have not reported for some days.
    const std::int64_t silence =
        random.happens(95) ? random.between(0, kHour) : random.between(kDay, 9 * kDay);
    return line(Kind::Client, clientId(number), body, made(number, plan_.clients),
                plan_.until - silence);
  }

  std::string action(std::int64_t job) const {
    return line(Kind::Action, actionId(job), describeAction(job), made(job, plan_.jobs),
                made(job, plan_.jobs));
  }

  bool hasOwnAction(std::int64_t job) const { return firstWithAction(job) == job; }

  std::string session(std::int64_t number) const {
    const RunOutcome outcome = outcomeOfSession(number);
    Document body;
    body.set("/description", "snapshot " + std::to_string(number + 1));
    body.set("/schedule/schedule_interval", "1 days");
    body.set("/hold_off", 30);
    body.set("/session_tag", tagOf(number));
    body.set("/status", outcome.status);
    body.set("/result", outcome.result);
    for (const char* const begin : {"/time_start", "/time_started"}) {
      body.set(begin, outcome.started);
    }
    for (const char* const end : {"/time_end", "/time_ended"}) body.set(end, outcome.ended);
    body.set("/jobs", Object::make());
    for (std::int64_t member = 0; member < kJobsOfSession; ++member) {
      const std::int64_t job = number + member * plan_.sessions;
      if (job < plan_.jobs) body.set("/jobs/" + jobId(job), membershipOf(job));
    }
    return line(Kind::Session, sessionId(number), body, made(number, plan_.sessions),
                std::max(outcome.started, outcome.ended));
  }

  std::string job(std::int64_t number) const {
    const RunOutcome outcome = outcomeOfJob(number);
    const std::int64_t created = made(number, plan_.jobs);
    Document body;
    body.set("/client_id", clientId(clientOf(number)));
    body.set("/description", "backup of " + pathOf(number));
    body.set("/job_schedule/schedule_interval", intervalOf(number));
    body.set("/job_schedule/time_created", created);
    body.set("/job_schedule/time_started", outcome.started);
    body.set("/job_schedule/time_ended", outcome.ended);
    body.set("/job_schedule/status", outcome.status);
    body.set("/job_schedule/result", outcome.result);
    body.set("/job_schedule/event", outcome.event);
    if (outcome.status == "running") {
      body.set("/job_schedule/current_pid", randomOf("pid", number).between(1000, 32000));
    }
    Document entry = describeAction(number);
    entry.set("/action_id", actionId(number));
    Array actions = Array::make(0);
    actions.add(entry.object());
    body.set("/job_actions", actions);
    if (isInSession(number)) {
      const std::int64_t session = number % plan_.sessions;
      body.set("/session_id", sessionId(session));
      body.set("/session_tag", tagOf(session));
    }
    return line(Kind::Job, jobId(number), body, created,
                std::max({created, outcome.started, outcome.ended}));
  }

  std::string backup(std::int64_t number) const {
    Random random = randomOf("backup", number);
    const bool hasJob = plan_.jobs > 0;
    const std::int64_t job = hasJob ? number % plan_.jobs : number;
    const std::int64_t level = hasJob ? number / plan_.jobs % (kMaxLevel + 1) : 0;
    const std::int64_t full = randomOf("size", job).between(50, 40'000) * kMegabyte;
    const std::int64_t size = level == 0 ? full : full / 100 * random.between(1, 8);
    const std::int64_t taken =
        spread(plan_.until - kBackupsSince, kBackupsSince, number, plan_.backups);
    Document body;
    body.set("/container", containerOf(job));
    body.set("/hostname", hostName(clientOf(job)));
    body.set("/backup_name", backupNameOf(job));
    body.set("/status", std::string(random.happens(97) ? "available" : "error"));
    if (hasJob) body.set("/job_id", jobId(job));
    body.set("/time_stamp", taken);
    body.set("/mode", "fs");
    body.set("/level", level);
    body.set("/curr_backup_level", level);
    body.set("/max_level", kMaxLevel);
    body.set("/path_to_backup", pathOf(job));
    body.set("/fs_real_path", pathOf(job));
    body.set("/storage", "swift");
    body.set("/compression", "gzip");
    body.set("/client_os", "linux");
    body.set("/client_version", "13.0.0");
    body.set("/backup_size_uncompressed", size);
    body.set("/backup_size_compressed", size / 100 * random.between(30, 80));
    return line(Kind::Backup, idOf("backup", number), body, taken, taken);
  }

 private:
  // --- References ------------------------------------------------------------------

  std::int64_t clientOf(std::int64_t job) const {
    return job % std::max<std::int64_t>(plan_.clients, 1);
  }

  bool isInSession(std::int64_t job) const { return job / kJobsOfSession < plan_.sessions; }

  /// The first job with the same action: the jobs of a session share an action.
  std::int64_t firstWithAction(std::int64_t job) const {
    return isInSession(job) ? job % plan_.sessions : job;
  }

  // --- Names -----------------------------------------------------------------------

  Random randomOf(std::string_view what, std::int64_t number) const {
    std::uint64_t seed = bulk::seedOf(what);
    for (const std::string& part :
         {plan_.project_id, std::to_string(plan_.randomSeed), std::to_string(number)}) {
      seed = bulk::seedOf(part, bulk::seedOf("/", seed));
    }
    return Random(seed);
  }

  std::string idOf(std::string_view what, std::int64_t number) const {
    return randomOf(what, number).id();
  }

  std::string jobId(std::int64_t number) const { return idOf("job", number); }
  std::string sessionId(std::int64_t number) const { return idOf("session", number); }
  std::string actionId(std::int64_t job) const { return idOf("action", firstWithAction(job)); }

  /// "web01.example.org"
  static std::string hostName(std::int64_t client) {
    constexpr auto kCount = static_cast<std::int64_t>(std::size(kRoles));
    const std::int64_t number = client / kCount + 1;
    return std::string(kRoles[client % kCount]) + (number < 10 ? "0" : "") +
           std::to_string(number) + ".example.org";
  }

  /// <project>_<host name>, like the scheduler. A hash replaces a project ID that is not allowed
  /// there.
  std::string clientId(std::int64_t number) const {
    constexpr std::size_t kLongestProject = 100;
    const bool isUsable = plan_.project_id.size() <= kLongestProject &&
                          isValidId(resourceOf(Kind::Job), plan_.project_id);
    return (isUsable ? plan_.project_id : idOf("project", 0)) + "_" + hostName(number);
  }

  std::string pathOf(std::int64_t job) const {
    return std::string(randomOf("path", firstWithAction(job)).oneOf(kPaths));
  }
  std::string containerOf(std::int64_t job) const {
    return std::string(randomOf("container", firstWithAction(job)).oneOf(kContainers));
  }

  /// Name shared by the backups of a job: "srv-1a2b3c".
  std::string backupNameOf(std::int64_t job) const {
    std::string name = pathOf(job).substr(1) + "-" + actionId(job).substr(0, 6);
    std::ranges::replace(name, '/', '-');
    return name;
  }

  std::string intervalOf(std::int64_t job) const {
    if (isInSession(job)) return "1 days";
    return std::string(randomOf("interval", job).oneOf(kIntervals));
  }

  // --- Shared parts ------------------------------------------------------------------

  /// The creation time of one of `count` documents of a kind, before any backup.
  std::int64_t made(std::int64_t number, std::int64_t count) const {
    return spread(plan_.until - kSeedPast, kSeedPast - kBackupsSince, number, count);
  }

  /// A freezer_action and its retry options, which an action and the job entry share.
  Document describeAction(std::int64_t job) const {
    Document body;
    body.set("/freezer_action/action", "backup");
    body.set("/freezer_action/mode", "fs");
    body.set("/freezer_action/storage", "swift");
    body.set("/freezer_action/path_to_backup", pathOf(job));
    body.set("/freezer_action/backup_name", backupNameOf(job));
    body.set("/freezer_action/container", containerOf(job));
    body.set("/freezer_action/max_level", kMaxLevel);
    body.set("/mandatory", false);
    body.set("/max_retries", 3);
    body.set("/max_retries_interval", 60);
    return body;
  }

  std::int64_t tagOf(std::int64_t session) const { return randomOf("tag", session).between(1, 60); }

  RunOutcome outcomeOfSession(std::int64_t number) const {
    Random random = randomOf("run", number);
    const std::int64_t roll = random.below(100);
    if (roll >= 95) {
      return {"running", "", plan_.until - random.between(kMinute, kHour), kNever};
    }
    const std::int64_t started = plan_.until - random.between(2 * kHour, kDay);
    return {"completed", roll < 88 ? "success" : "fail", started, started + kHour};
  }

  /// All jobs have the outcome of their session, except that only the first job of a running
  /// session is still running, and only the first job of a failed session failed.
  RunOutcome outcomeInSession(std::int64_t job) const {
    RunOutcome outcome = outcomeOfSession(job % plan_.sessions);
    const bool isFirst = job < plan_.sessions;
    if (outcome.status == "running" && isFirst) return outcome;
    outcome.status = "completed";
    if (!isFirst) outcome.result = "success";
    outcome.ended = outcome.started + (isFirst ? kHour : kMinute / 2);
    return outcome;
  }

  RunOutcome outcomeOfJob(std::int64_t job) const {
    if (isInSession(job)) return outcomeInSession(job);
    Random random = randomOf("outcome", job);
    const std::int64_t roll = random.below(100);
    if (roll >= 97) return {"", "", kNever, kNever, "start"};
    if (roll >= 92) {
      return {"running", "", plan_.until - random.between(kMinute, 2 * kHour), kNever};
    }
    const std::int64_t started = plan_.until - random.between(2 * kHour, kDay / 2);
    const std::int64_t ended = started + random.between(kMinute, kHour);
    if (roll >= 90) return {"stop", "aborted", started, ended, "stop"};
    return {"scheduled", roll < 82 ? "success" : "fail", started, ended};
  }

  Object membershipOf(std::int64_t job) const {
    const RunOutcome outcome = outcomeInSession(job);
    Document entry;
    entry.set("/client_id", clientId(clientOf(job)));
    entry.set("/status", outcome.status);
    entry.set("/result", outcome.result);
    entry.set("/time_started", outcome.started);
    entry.set("/time_ended", outcome.ended);
    return entry.object();
  }

  std::string line(Kind kind, const std::string& id, const Document& body, std::int64_t created,
                   std::int64_t updated) const {
    const Resource& resource = resourceOf(kind);
    const Document stored = toStored(resource, body, id, plan_.project_id, plan_.user_id);
    Record record;
    record.version = created == updated ? 1 : randomOf("version", created).between(2, 99);
    record.created_at = created;
    record.updated_at = updated;
    record.text = stored.text();
    if (kind == Kind::Backup) record.sidecar = plan_.user_id;
    std::string text;
    bulk::appendLine(text, resource, record);
    return text;
  }

  const SeedPlan plan_;
};

/// Yields the documents of a plan one by one, in an order that can be imported.
class SeedSource {
 public:
  explicit SeedSource(SeedPlan plan) : plan_(std::move(plan)), seeder_(plan_) {}

  std::optional<std::string_view> next() {
    while (step_ < std::size(kSteps)) {
      const Step& step = kSteps[step_];
      if (number_ == plan_.*step.count) {
        ++step_;
        number_ = 0;
        continue;
      }
      const std::int64_t number = number_++;
      if (step.make == &Seeder::action && !seeder_.hasOwnAction(number)) continue;
      line_ = (seeder_.*step.make)(number);
      return line_;
    }
    return std::nullopt;
  }

 private:
  struct Step {
    std::int64_t SeedPlan::*count;
    std::string (Seeder::*make)(std::int64_t number) const;
  };
  static constexpr Step kSteps[] = {{&SeedPlan::clients, &Seeder::client},
                                    {&SeedPlan::jobs, &Seeder::action},
                                    {&SeedPlan::sessions, &Seeder::session},
                                    {&SeedPlan::jobs, &Seeder::job},
                                    {&SeedPlan::backups, &Seeder::backup}};

  const SeedPlan plan_;
  const Seeder seeder_;
  std::size_t step_ = 0;
  std::int64_t number_ = 0;
  std::string line_;
};

}  // namespace

NextLine seedLines(const SeedPlan& plan) {
  return [source = std::make_shared<SeedSource>(plan)] {
    return Result<std::optional<std::string_view>>(source->next());
  };
}

}  // namespace freezer
