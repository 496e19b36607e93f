#include "tests/bench/programs.h"

#include <stdexcept>

namespace freezer::bench {
namespace {

void expectSuccess(const test::Outcome& outcome) {
  if (outcome.status != 0) throw std::runtime_error(outcome.err);
}

/// The path of the shell. Searching it each time would take half as long as running it.
const std::string& sqliteShell() {
  static const std::string kPath = [] {
    for (const char* const folder : {"/usr/local/bin", "/usr/bin", "/bin"}) {
      const std::filesystem::path path = std::filesystem::path(folder) / "sqlite3";
      if (std::filesystem::exists(path)) return path.string();
    }
    throw std::runtime_error("sqlite3 is missing; install the package sqlite3");
  }();
  return kPath;
}

}  // namespace

const test::Environment& quietEnvironment() {
  static const test::Environment kEnvironment = {{"PATH", "/usr/local/bin:/usr/bin:/bin"},
                                                 {"FREEZER_CONFIG_FILE", "/dev/null"}};
  return kEnvironment;
}

std::string urlOf(const std::filesystem::path& store) {
  return "sqlite:///" + store.string();
}

void runCommand(const std::filesystem::path& store, const test::Words& words) {
  runCommandOn(urlOf(store), words);
}

void runCommandOn(const std::string& url, const test::Words& words) {
  test::Words all = {"--db", url};
  all.insert(all.end(), words.begin(), words.end());
  expectSuccess(test::runProgram(all, quietEnvironment()));
}

std::filesystem::path emptyStore(const std::filesystem::path& folder, const std::string& name) {
  std::filesystem::create_directories(folder);
  std::filesystem::path store = folder / (name + ".sqlite");
  for (const char* const suffix : {"", "-wal", "-shm"})
    std::filesystem::remove(store.string() + suffix);
  runCommand(store, {"db", "init"});
  return store;
}

void runSqliteShell(const std::filesystem::path& store, const test::Words& commands) {
  test::Words words = {sqliteShell(), store.string()};
  words.insert(words.end(), commands.begin(), commands.end());
  expectSuccess(test::runProcess(words, quietEnvironment()));
}

}  // namespace freezer::bench
