#include "tests/faults/crash/checked_store.h"

#include <algorithm>
#include <csignal>
#include <iostream>
#include <iterator>

#include "tests/support/running_server.h"

namespace freezer::test {
namespace {

namespace fs = std::filesystem;

/// The arguments that create sample documents; another number makes others.
Words seed(int number, int backups) {
  return {"seed",
          "--clients",
          "3",
          "--jobs",
          "20",
          "--sessions",
          "5",
          "--backups",
          std::to_string(backups),
          "--random-seed",
          std::to_string(number)};
}

std::int64_t backupsIn(const std::vector<std::string>& lines) {
  return std::ranges::count_if(
      lines, [](const std::string& line) { return line.starts_with(R"({"kind":"backup")"); });
}

/// Those of `all` that are not in `part`; both are sorted.
std::vector<std::string> without(const std::vector<std::string>& all,
                                 const std::vector<std::string>& part) {
  std::vector<std::string> rest;
  std::ranges::set_difference(all, part, std::back_inserter(rest));
  return rest;
}

/// Expects that the store has the lines of an import up to one, or all if it must.
void expectImported(const std::vector<std::string>& now, const Import& import) {
  const auto isThere = [&](const std::string& line) {
    return std::ranges::binary_search(now, line);
  };
  const auto end = std::ranges::find_if_not(import.lines, isThere);
  EXPECT_TRUE(end == import.lines.end() || !import.hasSucceeded) << "was not imported: " << *end;
  const auto late = std::find_if(end, import.lines.end(), isThere);
  EXPECT_TRUE(late == import.lines.end()) << "was imported without those before: " << *late;
}

}  // namespace

bool includes(const std::vector<std::string>& all, const std::vector<std::string>& part) {
  return std::ranges::includes(all, part);
}

void CheckedStore::startAnew() {
  for (const fs::path& file : {store_, copy_}) {
    for (const char* suffix : {"", "-wal", "-shm", ".part", ".part-journal"})
      fs::remove(file.string() + suffix);
  }
  EXPECT_EQ(run(seed(0, 500)).status, 0);
  succeed({"clients", "create", "--client-id", kHost});
  content_ = contentOf(store_);
}

CheckedStore::Lines CheckedStore::contentOf(const fs::path& file) const {
  const Outcome check = runProgram({"db", "check"}, on(file));
  EXPECT_EQ(check.status, 0) << testing::PrintToString(check);
  const Outcome exported = runProgram({"export"}, on(file));
  EXPECT_EQ(exported.status, 0) << testing::PrintToString(exported.err);
  Lines lines = linesOf(exported.out);
  std::ranges::sort(lines);
  return lines;
}

void CheckedStore::expectNothingLost(const std::vector<Written>& documents, const Import& import,
                                     bool serveFirst) {
  if (serveFirst) expectDocuments(documents);
  Lines now = contentOf(store_);
  if (!serveFirst) expectDocuments(documents);
  EXPECT_TRUE(includes(now, content_)) << "A document of an earlier cycle was lost or changed.";
  expectImported(now, import);
  Lines imported = import.lines;
  std::ranges::sort(imported);
  const BackupCount count = countBackups(documents);
  const std::int64_t added = backupsIn(without(without(now, content_), imported));
  EXPECT_GE(added, count.acknowledged);
  EXPECT_LE(added, count.acknowledged + count.inDoubt);
  content_ = std::move(now);
  compared_ += content_.size();
}

void CheckedStore::expectDocuments(const std::vector<Written>& documents) const {
  RunningServer server({"--log-file", folder_.path() / "serve.log"}, environment_);
  ASSERT_NE(server.port(), 0) << server.text();
  RawClient client(server.port());
  expectStored(client, documents, isPossible);
  EXPECT_EQ(server.endBy(SIGTERM), 0) << server.text();
}

void CheckedStore::expectContent(const Lines& other) {
  Lines now = contentOf(store_);
  EXPECT_TRUE(now == content_ || now == other)
      << now.size() << " documents are neither the " << content_.size() << " of the store nor the "
      << other.size() << " of the copy.";
  content_ = std::move(now);
  compared_ += content_.size();
}

Import CheckedStore::makeImport(int number, int backups) const {
  Import import{.file = folder_.path() / "import.jsonl"};
  const fs::path samples = folder_.path() / "samples.sqlite";
  EXPECT_EQ(runProgram(seed(number, backups), on(samples)).status, 0);
  // The clients are in the store already.
  const Outcome exported = runProgram({"export", "--output", import.file, "--kind", "action",
                                       "--kind", "session", "--kind", "job", "--kind", "backup"},
                                      on(samples));
  EXPECT_EQ(exported.status, 0) << exported.err;
  for (const char* suffix : {"", "-wal", "-shm"}) fs::remove(samples.string() + suffix);
  import.lines = linesOf(fileContent(import.file));
  return import;
}

void CheckedStore::keepStore() const {
  const fs::path kept = folder_.path().string() + "-kept";
  fs::copy(folder_.path(), kept, fs::copy_options::recursive);
  std::cout << "The store and its copy are kept in " << kept.string() << '\n';
}

}  // namespace freezer::test
