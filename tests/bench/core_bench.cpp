// The cost of the parts of core, to analyse a row of freezer_bench that misses its bar.

#include <benchmark/benchmark.h>

#include <filesystem>
#include <stdexcept>

#include "core/freezer.h"
#include "core/policy/policy.h"
#include "core/rules/envelope.h"
#include "core/rules/validation.h"
#include "core/schedule/schedule.h"
#include "core/store/open.h"
#include "tests/bench/seed.h"
#include "tests/support/temporary_folder.h"

namespace freezer::bench {
namespace {

constexpr std::uint64_t kBackups = 20'000;
constexpr std::uint64_t kClients = 2'000;
constexpr std::size_t kBytes = 1024;

template <typename T>
T valueOf(Result<T> result) {
  if (result) return std::move(result).value();
  throw std::runtime_error(result.error().message);
}

Document parsed(const std::string& text) {
  return valueOf(Document::parse(text));
}

/// Filled stores for this run.
struct Stores {
  test::TemporaryFolder folder;
  std::unique_ptr<Store> backupStore = open(storeOfBackups(folder.path(), kBackups, kBytes));
  std::unique_ptr<Store> jobStore = open(storeOfJobs(folder.path(), kClients));
  Freezer backups{*backupStore};
  Freezer jobs{*jobStore};
  Caller caller{"admin", "admin", kProject, {Scope::By::Project, kProject}};

  static std::unique_ptr<Store> open(const std::filesystem::path& file) {
    return valueOf(openStore("sqlite:///" + file.string()));
  }
};

Stores& stores() {
  static Stores all;
  return all;
}

void list(benchmark::State& state, const Freezer& freezer, Kind kind, const std::string& search,
          std::int64_t limit) {
  for (auto _ : state) {
    Query query;
    query.search = valueOf(parseSearch(search));
    query.limit = limit;
    benchmark::DoNotOptimize(valueOf(freezer.list(resourceOf(kind), stores().caller, query)));
  }
}

void parse(benchmark::State& state) {
  const std::string text = backupBody(0, kBackups, kBytes);
  for (auto _ : state) benchmark::DoNotOptimize(parsed(text));
}

void text(benchmark::State& state) {
  const Document document = parsed(backupBody(0, kBackups, kBytes));
  for (auto _ : state) benchmark::DoNotOptimize(document.text());
}

void validateJob(benchmark::State& state) {
  const Document body = parsed(jobBody(0, 0));
  for (auto _ : state) benchmark::DoNotOptimize(validate(resourceOf(Kind::Job), body));
}

void mergePatch(benchmark::State& state) {
  Document job = parsed(jobBody(0, 0));
  const Document patch = parsed(R"({"job_schedule":{"status":"running","current_pid":4711}})");
  for (auto _ : state) job.merge(patch);
}

/// The search of a hundred years must not depend on the length of the list, which is only parsed.
void nextRunOfManyDays(benchmark::State& state) {
  std::string days = "31";
  for (int i = 0; i < 200'000; ++i) days += ",31";
  const Document job =
      parsed(R"({"job_schedule":{"schedule_month":"2","schedule_day":")" + days + R"("}})");
  for (auto _ : state) benchmark::DoNotOptimize(nextRun(job, 0, 0));
}

void policy(benchmark::State& state) {
  const Policy rules;
  const Credentials reader{"u1", "user", kProject, {"reader"}};
  for (auto _ : state) benchmark::DoNotOptimize(rules.allows("jobs:get_all", reader, kProject));
}

void show(benchmark::State& state) {
  const Stores& all = stores();
  std::uint64_t number = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(valueOf(
        all.backups.show(resourceOf(Kind::Backup), all.caller, backupId(number++ % kBackups))));
  }
}

void listOf100(benchmark::State& state) {
  list(state, stores().backups, Kind::Backup, "", 100);
}

void searchOnPromotedField(benchmark::State& state) {
  list(state, stores().backups, Kind::Backup,
       R"({"match":[{"hostname":")" + hostOfBackup(7, kBackups) + R"("}]})", 10);
}

void poll(benchmark::State& state) {
  list(state, stores().jobs, Kind::Job,
       R"({"match_not":[{"status":"completed"}],"match":[{"client_id":")" + clientId(7) + R"("}]})",
       10);
}

void create(benchmark::State& state) {
  const Document body = parsed(backupBody(0, kBackups, kBytes));
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        valueOf(stores().backups.create(resourceOf(Kind::Backup), stores().caller, body)));
  }
}

BENCHMARK(parse);
BENCHMARK(text);
BENCHMARK(validateJob);
BENCHMARK(mergePatch);
BENCHMARK(nextRunOfManyDays)->Unit(benchmark::kMillisecond);
BENCHMARK(policy);
BENCHMARK(show);
BENCHMARK(listOf100);
BENCHMARK(searchOnPromotedField);
BENCHMARK(poll);
BENCHMARK(create)->UseRealTime();

}  // namespace
}  // namespace freezer::bench

BENCHMARK_MAIN();
