#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <stdexcept>
#include <thread>

#include "tests/bench/programs.h"
#include "tests/bench/report.h"
#include "tests/bench/rows.h"
#include "tests/bench/seed.h"

namespace freezer::bench {
namespace {

namespace fs = std::filesystem;

using test::Words;

/// The size of an imported backup's metadata.
constexpr std::size_t kImportedBytes = 900;

/// The smallest growth that is reported: less is noise.
constexpr double kLeastGrowthMegabytes = 0.01;

/// Creates an empty store; replaces an earlier one of this name.
fs::path emptyStore(const Options& options, const std::string& name) {
  fs::path store = options.stores() / (name + ".sqlite");
  for (const char* const suffix : {"", "-wal", "-shm"}) fs::remove(store.string() + suffix);
  runCommand(store, {"db", "init"});
  return store;
}

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

/// The peak memory of a program in MB.
double peakMegabytes(const Words& arguments) {
  const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  const pid_t process =
      test::startProgram(arguments, quietEnvironment(), nothing, nothing, nothing);
  ::close(nothing);
  double peak = 0;
  const std::string status = "/proc/" + std::to_string(process) + "/status";
  // The field is read repeatedly, because it is gone when the process ends.
  for (bool isRunning = true; isRunning;) {
    isRunning = false;
    std::ifstream stream(status);
    for (std::string line; std::getline(stream, line);) {
      if (!line.starts_with("VmHWM:")) continue;
      peak = std::stod(line.substr(line.find(':') + 1)) / 1024;
      isRunning = true;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  if (test::waitForEnd(process) != 0) throw std::runtime_error(arguments.back() + " failed");
  return peak;
}

/// The additional memory for `large` documents in comparison with `small`.
Outcome growth(const Options& options, std::uint64_t small, std::uint64_t large,
               const std::function<double(std::uint64_t count)>& peak) {
  double least = 0;
  Outcome outcome = repeat(options, "MB", [&] {
    least = peak(options.scaled(small));
    return std::max(peak(options.scaled(large)) - least, kLeastGrowthMegabytes);
  });
  outcome.notes.push_back(number(least) + " MB with the fewest");
  return outcome;
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
        const fs::path store = emptyStore(options, "imported");
        return rowsPerSecond([&] { runCommand(store, {"import", lines.string()}); });
      },
      [&] {
        const fs::path store = emptyStore(options, "imported-by-sqlite3");
        return rowsPerSecond([&] {
          runSqliteShell(store, {"PRAGMA synchronous = FULL", ".mode csv",
                                 ".import '" + rows.string() + "' backups"});
        });
      });
}

Outcome memoryOfImport(const Options& options) {
  return growth(options, 50'000, 200'000, [&](std::uint64_t count) {
    const fs::path store = emptyStore(options, "imported");
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
