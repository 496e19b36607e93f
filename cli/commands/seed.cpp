#include <memory>
#include <optional>
#include <utility>

#include "cli/caller.h"
#include "cli/commands/commands.h"
#include "cli/commands/import_report.h"
#include "cli/input/time_bound.h"
#include "core/bulk/seed.h"
#include "core/text.h"

namespace freezer::cli {
namespace {

struct SeedOptions {
  std::optional<std::string> clients;
  std::optional<std::string> jobs;
  std::optional<std::string> backups;
  std::optional<std::string> sessions;
  std::optional<std::string> randomSeed;
  std::optional<std::string> until;
};

/// The whole number of an option, or `fallback`.
Result<std::int64_t> readNumber(const std::string& option, const std::optional<std::string>& text,
                                std::int64_t fallback) {
  if (!text) return fallback;
  const std::optional<std::int64_t> number = parseInteger(*text);
  if (number && *number >= 0 && *number <= kMostSeeded) return *number;
  return Error{ErrorCode::InvalidRequest, option + " must be a whole number from 0 to " +
                                              std::to_string(kMostSeeded) + ", not '" + *text +
                                              "'"};
}

Result<std::int64_t> readUntil(const std::optional<std::string>& text) {
  const std::int64_t now = Freezer::systemClock()();
  if (!text) return now;
  const auto until = parseTimeBound("--until", *text, DayEdge::Last, now);
  if (until && until.value() < kSeedPast) {
    return Error{ErrorCode::InvalidRequest,
                 "--until must be " + std::to_string(kSeedPast) + " seconds after 1970, or later"};
  }
  return until;
}

Result<SeedPlan> makePlan(const Context& context, const SeedOptions& options) {
  SeedPlan plan;
  struct Number {
    const char* option;
    const std::optional<std::string>& text;
    std::int64_t& target;
  };
  const Number numbers[] = {{"--clients", options.clients, plan.clients},
                            {"--jobs", options.jobs, plan.jobs},
                            {"--backups", options.backups, plan.backups},
                            {"--sessions", options.sessions, plan.sessions},
                            {"--random-seed", options.randomSeed, plan.randomSeed}};
  for (const auto& [option, text, target] : numbers) {
    const auto number = readNumber(option, text, target);
    if (!number) return number.error();
    target = number.value();
  }
  if (plan.jobs > 0 && plan.clients == 0) {
    return Error{ErrorCode::InvalidRequest, "--jobs needs --clients to run them"};
  }
  if (plan.clients + plan.jobs + plan.backups + plan.sessions == 0) {
    return Error{ErrorCode::InvalidRequest,
                 "nothing to create: give --clients, --jobs, --backups or --sessions"};
  }
  const auto until = readUntil(options.until);
  if (!until) return until.error();
  plan.until = until.value();
  auto project = projectId(context);
  if (!project) return project.error();
  plan.project_id = std::move(project).value();
  plan.user_id = context.config.user();
  return plan;
}

Result<void> runSeed(const Context& context, const SeedOptions& options) {
  const Result<SeedPlan> made = makePlan(context, options);
  if (!made) return made.error();
  // An upper limit: jobs can share an action.
  const SeedPlan& plan = made.value();
  const std::int64_t most = plan.clients + 2 * plan.jobs + plan.backups + plan.sessions;
  return importAndReport(context, "seed", seedLines(plan), {}, [&](const ImportCounts& counts) {
    return static_cast<double>(counts.total()) / static_cast<double>(most);
  });
}

}  // namespace

void addSeed(const Command& root, Context& context) {
  const Command command =
      root.add("seed", "Fill the store with sample documents for tests and demonstrations.");
  const auto options = std::make_shared<SeedOptions>();
  command.value({"--clients", "Number of clients (default 0).", "N"}, options->clients);
  command.value({"--jobs", "Number of jobs, with their actions (default 0).", "N"}, options->jobs);
  command.value({"--backups",
                 "Number of backups in the last 30 days, spread over the jobs (default 0).", "N"},
                options->backups);
  command.value({"--sessions", "Number of sessions, with up to three jobs each (default 0).", "N"},
                options->sessions);
  command.value({"--random-seed", "Seed of the random generator (default 1).", "N"},
                options->randomSeed);
  command.value({"--until",
                 "Time of the latest event: seconds since the epoch, or an ISO 8601 date or date "
                 "and time. Default: now.",
                 "TIME"},
                options->until);
  command.footer(
      "The documents belong to --project and --user. The same numbers and times produce\n"
      "the same documents; existing ones are skipped.");
  command.example("freezer-api seed --clients 20 --jobs 60 --backups 5000 --sessions 5");
  command.example("freezer-api seed --clients 3 --until 2026-01-31 --random-seed 7");
  command.onRun(configured(context, [&context, options] { return runSeed(context, *options); }));
}

}  // namespace freezer::cli
