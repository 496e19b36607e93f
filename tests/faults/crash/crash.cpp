#include "tests/faults/crash/crash.h"

#include <algorithm>
#include <csignal>

#include "tests/core/store/older_schema.h"

namespace freezer::test {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kWriters = 16;
constexpr std::chrono::milliseconds kServeTime{300};

constexpr int kKilled = 128 + SIGKILL;
constexpr int kStoreBusy = 8;  // The exit status for a busy store.

/// More lines than the import stores in one transaction.
constexpr int kBackupsOfALongImport = 4'500;

/// How long after the first write of a command half of the kills come. Most of its time, a command
/// starts or reads.
constexpr std::chrono::milliseconds kFirstWork{10};

bool hasContent(const fs::path& file) {
  std::error_code absent;
  const std::uintmax_t size = fs::file_size(file, absent);
  return !absent && size > 0;
}

}  // namespace

void Crash::TestBody() {
  // All cycles on one store. The copy that a backup replaces is one of an earlier cycle.
  constexpr void (Crash::*kCycles[])() = {
      &Crash::killServe,   &Crash::killBackup, &Crash::killVacuum, &Crash::killUpgrade,
      &Crash::killServe,   &Crash::killServe,  &Crash::killImport, &Crash::killBackup,
      &Crash::killRestore, &Crash::killUpgrade};
  const auto begin = Clock::now();
  for (cycle_ = 0; cycle_ < options_.cycles && !HasFailure(); ++cycle_) {
    SCOPED_TRACE("cycle " + std::to_string(cycle_));
    const std::size_t next = static_cast<std::size_t>(cycle_) % std::size(kCycles);
    if (next == 0) {
      startAnew();
      copyContent_.clear();
    }
    (this->*kCycles[next])();
    ++figures_.cycles;
  }
  figures_.documents = compared();
  figures_.time = Clock::now() - begin;
  if (HasFailure()) keepStore();
}

void Crash::killServe() {
  Import import = makeImport(1 + cycle_, 100);
  Writers writers(kWriters, "serve" + std::to_string(cycle_));
  RunningServer server({"--log-file", folder_.path() / "serve.log"}, environment_);
  ASSERT_NE(server.port(), 0) << server.text();
  writers.start(server.port());
  EXPECT_TRUE(writers.await(1));
  RunningCommand importing({"import", import.file}, environment_);
  std::this_thread::sleep_for(randomUpTo(kServeTime));
  if (coin()) importing.endBy(SIGKILL);  // Before or after the server.
  endServe(server, writers, SIGKILL);
  import.hasSucceeded = end("import", importing) == 0;
  if (import.hasSucceeded) figures_.imported += std::ssize(import.lines);
  expectNothingLost(writers.documents(), import, coin());
}

void Crash::killImport() {
  Import import = makeImport(1 + cycle_, kBackupsOfALongImport);
  import.hasSucceeded = killAlone("import", {"import", import.file}) == 0;
  expectNothingLost({}, import, coin());
  // The same import again stores the rest.
  EXPECT_EQ(run({"import", import.file}).status, 0);
  import.hasSucceeded = true;
  figures_.imported += std::ssize(import.lines);
  expectNothingLost({}, import, coin());
}

void Crash::killBackup() {
  const Lines before = content();
  const int status = killBesideWriters("db backup", {"db", "backup", copy_, "--force"});
  if (!fs::exists(copy_)) {
    EXPECT_NE(status, 0);
    EXPECT_TRUE(copyContent_.empty()) << "The former copy is gone.";
    return;
  }
  Lines now = contentOf(copy_);
  const bool isNew = includes(now, before);
  EXPECT_TRUE(isNew || (status != 0 && now == copyContent_)) << "The copy is not whole.";
  copyContent_ = std::move(now);
}

void Crash::killRestore() {
  succeed({"db", "backup", copy_, "--force"});
  EXPECT_FALSE(fs::exists(part_) || fs::exists(part_.string() + "-journal"))
      << "A killed backup left files that the next one did not remove.";
  copyContent_ = contentOf(copy_);
  EXPECT_TRUE(copyContent_ == content()) << "The copy differs from the store.";
  killServe();  // So the store differs from the copy.
  const int status = killAlone("db restore", {"db", "restore", copy_, "--yes"});
  expectContent(copyContent_);
  EXPECT_TRUE(status != 0 || content() == copyContent_);
}

void Crash::killVacuum() {
  killBesideWriters("db vacuum", {"db", "vacuum"});
}

void Crash::killUpgrade() {
  const int version = 1 + upgrades_++ % kOlderSchemas;
  {
    Database database(store_);
    makeOlder(database, version);
  }
  killAlone("db upgrade from " + std::to_string(version), {"db", "upgrade"});
  succeed({"db", "upgrade"});
  expectContent(withoutUsers(content()));
}

int Crash::killBesideWriters(const std::string& name, const Words& command) {
  Writers writers(kWriters, command[1] + std::to_string(cycle_));
  RunningServer server({"--log-file", folder_.path() / "serve.log"}, environment_);
  EXPECT_NE(server.port(), 0) << server.text();
  writers.start(server.port());
  EXPECT_TRUE(writers.await(1));
  RunningCommand running(command, environment_);
  const int status = kill(name, running);
  endServe(server, writers, coin() ? SIGKILL : SIGTERM);
  expectNothingLost(writers.documents(), {}, coin());
  return status;
}

int Crash::killAlone(const std::string& name, const Words& command) {
  RunningCommand running(command, environment_);
  return kill(name, running);
}

int Crash::kill(const std::string& name, RunningCommand& running) {
  if (coin()) {
    const fs::path written = store_.string() + "-wal";
    const fs::path& work = name == "db backup" ? part_ : written;
    while (!hasContent(work) && !running.hasEnded()) std::this_thread::yield();
    std::this_thread::sleep_for(randomUpTo(kFirstWork));
    return end(name, running);
  }
  Microseconds& usual = times_.try_emplace(name, 300'000).first->second;
  const auto begin = Clock::now();
  const auto moment = begin + randomUpTo(usual * 5 / 4);
  while (Clock::now() < moment && !running.hasEnded())
    std::this_thread::sleep_for(Microseconds(100));
  // A time that was too short for the end of the work grows.
  const auto elapsed = std::chrono::duration_cast<Microseconds>(Clock::now() - begin);
  usual = running.hasEnded() ? elapsed : usual * 4 / 3;
  return end(name, running);
}

int Crash::end(const std::string& name, RunningCommand& running) {
  const int status = running.endBy(SIGKILL);
  EXPECT_TRUE(status == 0 || status == kKilled || status == kStoreBusy)
      << name << ": status " << status << ": " << running.errors();
  figures_.count(name, status == kKilled);
  return status;
}

void Crash::endServe(RunningServer& server, Writers& writers, int signal) {
  const bool isKilled = signal == SIGKILL;
  if (!isKilled) writers.stop();
  EXPECT_EQ(server.endBy(signal), isKilled ? kKilled : 0) << server.text();
  writers.join();
  figures_.count("serve", isKilled);
  for (const Written& document : writers.documents()) {
    figures_.acknowledged += document.version;
    if (document.inDoubt) ++figures_.inDoubt;
  }
}

Crash::Microseconds Crash::randomUpTo(Microseconds most) {
  return Microseconds(std::uniform_int_distribution<Microseconds::rep>(0, most.count())(random_));
}

}  // namespace freezer::test
