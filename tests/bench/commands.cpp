#include <chrono>

#include "tests/bench/programs.h"
#include "tests/bench/rows.h"
#include "tests/bench/seed.h"

namespace freezer::bench {
namespace {

/// Milliseconds per run.
double millisecondsOf(const Options& options, const std::function<void()>& run) {
  const int times = options.smoke ? 1 : 50;
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < times; ++i) run();
  const std::chrono::duration<double, std::milli> elapsed =
      std::chrono::steady_clock::now() - begin;
  return elapsed.count() / times;
}

Outcome againstSqliteShell(const Options& options, const test::Words& command,
                           const std::string& select) {
  const std::filesystem::path store =
      storeOfBackups(options.stores(), options.scaled(100'000), 1000);
  return compare(
      options, "ms", [&] { return millisecondsOf(options, [&] { runCommand(store, command); }); },
      [&] { return millisecondsOf(options, [&] { runSqliteShell(store, {select}); }); });
}

}  // namespace

Outcome showAgainstSqliteShell(const Options& options) {
  const std::string id = backupId(options.scaled(100'000) / 2);
  return againstSqliteShell(
      options, {"backups", "show", id},
      "SELECT doc FROM backups WHERE project_id = '" + kProject + "' AND id = '" + id + "'");
}

Outcome listAgainstSqliteShell(const Options& options) {
  return againstSqliteShell(
      options, {"backups", "list", "--limit", "10"},
      "SELECT doc FROM backups WHERE project_id = '" + kProject + "' ORDER BY seq LIMIT 11");
}

}  // namespace freezer::bench
