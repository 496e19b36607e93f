#include "tests/faults/power/power_loss.h"

#include <chrono>
#include <cmath>
#include <limits>
#include <thread>

#include "core/store/maintenance.h"
#include "core/store/open.h"
#include "tests/core/store/older_schema.h"
#include "tests/server/service.h"

namespace freezer::test {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kWriters = 16;
constexpr std::chrono::milliseconds kServeTime{300};
constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();

}  // namespace

void PowerLoss::TestBody() {
  const TestStore configured;  // See Disk.
  Disk disk;
  disk_ = &disk;
  if (options_.ignoreSyncs) disk.ignoreSyncs();
  constexpr void (PowerLoss::*kCycles[])() = {
      &PowerLoss::cutUnderWriters, &PowerLoss::cutUnderWriters, &PowerLoss::cutInVacuum,
      &PowerLoss::cutUnderWriters, &PowerLoss::cutInRestore,    &PowerLoss::cutUnderWriters,
      &PowerLoss::cutUnderWriters, &PowerLoss::cutInUpgrade};
  const auto begin = Clock::now();
  for (cycle_ = 0; cycle_ < options_.cycles && !HasFailure(); ++cycle_) {
    SCOPED_TRACE("cycle " + std::to_string(cycle_));
    const std::size_t next = static_cast<std::size_t>(cycle_) % std::size(kCycles);
    if (next == 0) startAnew();
    (this->*kCycles[next])();
    ++figures_.cycles;
  }
  figures_.documents = compared();
  figures_.time = Clock::now() - begin;
  if (HasFailure()) keepStore();
}

void PowerLoss::cutUnderWriters() {
  Writers writers(kWriters, "power" + std::to_string(cycle_), StoreFaults::Expected);
  const bool cutsAtEnd = coin();
  cutIn([&] {
    const auto store = openStore(url());
    if (!store) return false;
    Freezer freezer(*store.value());
    HttpService service(freezer);
    if (cutsAtEnd) disk_->cutPowerAt(kNever);
    writers.start(service.port());
    const auto end = Clock::now() + kServeTime;
    while (disk_->hasPower() && Clock::now() < end)
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    writers.stop();
    if (cutsAtEnd) disk_->cutPowerAt(someCall());  // While the store is closed.
    return true;
  });
  countWrites(writers.documents());
  expectNothingLost(writers.documents(), {}, coin());
}

void PowerLoss::cutInVacuum() {
  cutIn([this] { return bool(vacuumStore(url())); });
  expectContent(content());
}

void PowerLoss::cutInRestore() {
  succeed({"db", "backup", copy_, "--force"});
  const Lines copied = contentOf(copy_);
  cutUnderWriters();  // So the store differs from the copy.
  const bool succeeded = cutIn([this] { return bool(restoreStore(url(), copy_)); });
  expectContent(copied);
  EXPECT_TRUE(!succeeded || content() == copied);
}

void PowerLoss::cutInUpgrade() {
  {
    Database database(store_);
    makeOlder(database, 1 + static_cast<int>(random_() % kOlderSchemas));
  }
  cutIn([this] { return bool(openStore(url())); });
  succeed({"db", "upgrade"});
  expectContent(withoutUsers(content()));
}

bool PowerLoss::cutIn(const std::function<bool()>& work) {
  disk_->cutPowerAt(someCall());
  const bool succeeded = work();
  if (!disk_->hasPower()) ++figures_.losses;
  disk_->restart(random_);
  while (coin()) {
    disk_->cutPowerAt(someCall());
    static_cast<void>(openStore(url(), {.create = false, .upgrade = false}));  // Recovers it.
    disk_->restart(random_);
  }
  return succeeded;
}

void PowerLoss::countWrites(const std::vector<Written>& documents) {
  for (const Written& document : documents) {
    figures_.acknowledged += document.version;
    if (document.inDoubt) ++figures_.inDoubt;
  }
}

/// Small numbers are as likely as large ones: most of the work is done by few calls at its begin
/// or end.
std::int64_t PowerLoss::someCall() {
  constexpr double kMostCalls = 20'000;
  const double exponent = std::uniform_real_distribution(0.0, std::log(kMostCalls))(random_);
  return static_cast<std::int64_t>(std::exp(exponent));
}

}  // namespace freezer::test
