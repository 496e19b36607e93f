#include <chrono>

#include "tests/bench/memory.h"
#include "tests/bench/programs.h"
#include "tests/bench/rows.h"
#include "tests/bench/seed.h"

namespace freezer::bench {
namespace {

namespace fs = std::filesystem;

/// The size of an imported backup's metadata.
constexpr std::size_t kImportedBytes = 900;

/// A file with `count` exported backups.
fs::path exportedLines(const Options& options, std::uint64_t count) {
  const fs::path store = storeOfBackups(options.stores(), count, kImportedBytes);
  fs::path lines = options.stores() / ("lines-" + std::to_string(count) + ".jsonl");
  runCommand(store, {"export", "--output", lines.string()});
  return lines;
}

/// A CSV file with the rows of the same backups, for SQLite's shell.
fs::path exportedRows(const Options& options, std::uint64_t count) {
  const fs::path store = storeOfBackups(options.stores(), count, kImportedBytes);
  fs::path rows = options.stores() / ("rows-" + std::to_string(count) + ".csv");
  runSqliteShell(store, {".mode csv", ".output " + rows.string(), "SELECT * FROM backups"});
  return rows;
}

}  // namespace

Outcome importAgainstSqliteShell(const Options& options) {
  const std::uint64_t count = options.scaled(100'000);
  const fs::path lines = exportedLines(options, count);
  const fs::path rows = exportedRows(options, count);
  const auto rowsPerSecond = [&](const std::function<void()>& import) {
    const auto begin = std::chrono::steady_clock::now();
    import();
    const Seconds elapsed = std::chrono::steady_clock::now() - begin;
    return static_cast<double>(count) / elapsed.count();
  };
  return compare(
      options, "rows/s",
      [&] {
        const fs::path store = emptyStore(options.stores(), "imported");
        return rowsPerSecond([&] { runCommand(store, {"import", lines.string()}); });
      },
      [&] {
        const fs::path store = emptyStore(options.stores(), "imported-by-sqlite3");
        return rowsPerSecond([&] {
          runSqliteShell(store, {"PRAGMA synchronous = FULL", ".mode csv",
                                 ".import '" + rows.string() + "' backups"});
        });
      });
}

Outcome memoryOfImport(const Options& options) {
  return growth(options, 50'000, 200'000, [&](std::uint64_t count) {
    const fs::path store = emptyStore(options.stores(), "imported");
    return peakMegabytes({"--db", urlOf(store), "import", exportedLines(options, count).string()});
  });
}

Outcome memoryOfExport(const Options& options) {
  return growth(options, 10'000, 100'000, [&](std::uint64_t count) {
    const fs::path store = storeOfBackups(options.stores(), count, kImportedBytes);
    return peakMegabytes({"--db", urlOf(store), "export"});
  });
}

}  // namespace freezer::bench
