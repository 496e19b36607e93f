// The faults of ClusterServices.

#include <csignal>
#include <thread>

#include "core/store/mariadb/migrations.h"
#include "tests/cluster/services/cluster_services.h"

namespace freezer::test {
namespace {

/// Writes that must be acknowledged while a node is absent.
constexpr std::int64_t kWritesWithoutIt = 100;

/// Longer than evs.inactive_timeout of kQuickDetection: the other nodes go on without this one.
constexpr std::chrono::seconds kLongAbsence{7};

}  // namespace

std::size_t ClusterServices::busiestDatabase() {
  std::size_t busiest = 0;
  int most = -1;
  for (std::size_t i = 0; i < cluster_.size(); ++i) {
    const int connections = std::stoi(
        cluster_.node(i)
            .texts("SELECT count(*) FROM information_schema.processlist WHERE user = 'freezer'")
            .front());
    if (connections > most) {
      most = connections;
      busiest = i;
    }
  }
  return busiest;
}

void ClusterServices::killDatabase() {
  const std::size_t victim = busiestDatabase();
  cluster_.node(victim).kill();
  awaitMore(kWritesWithoutIt);
  cluster_.restart(victim);
  cluster_.awaitSynced(victim, cluster_.size());
}

void ClusterServices::stopDatabase() {
  const std::size_t victim = busiestDatabase();
  cluster_.node(victim).pause();
  std::this_thread::sleep_for(kLongAbsence);
  awaitMore(kWritesWithoutIt);
  cluster_.node(victim).resume();
  cluster_.awaitSynced(victim, cluster_.size());
}

void ClusterServices::isolateDatabase() {
  const std::size_t victim = busiestDatabase();
  cluster_.isolate(victim);
  std::this_thread::sleep_for(kLongAbsence);
  awaitMore(kWritesWithoutIt);
  cluster_.rejoin(victim);
  cluster_.awaitSynced(victim, cluster_.size());
}

void ClusterServices::killService() {
  const std::size_t victim = randomService();
  services_.end(victim, SIGKILL);
  awaitMore(kWritesWithoutIt);
  services_.start(victim);
}

void ClusterServices::stopService() {
  const std::size_t victim = randomService();
  services_.pause(victim);
  std::this_thread::sleep_for(kLongAbsence);
  awaitMore(kWritesWithoutIt);
  services_.resume(victim);
}

void ClusterServices::restartService(std::size_t index) {
  EXPECT_EQ(services_.end(index, SIGTERM), 0);
  services_.start(index);
  awaitMore(kWritesWithoutIt);
}

void ClusterServices::restartAll() {
  for (std::size_t i = 0; i < cluster_.size(); ++i) {
    cluster_.node(i).stop();
    cluster_.restart(i);
    cluster_.awaitSynced(i, cluster_.size());
  }
  for (std::size_t i = 0; i < kServices; ++i) restartService(i);
}

/// The first new service makes the last step of the schema again, while the others run. Each step
/// can be made twice.
void ClusterServices::upgradeAll() {
  const std::string version = database_ + ".freezer_schema";
  cluster_.node(0).execute("UPDATE " + version + " SET version = version - 1");
  for (std::size_t i = 0; i < kServices; ++i) restartService(i);
  EXPECT_EQ(cluster_.node(0).texts("SELECT version FROM " + version).front(),
            std::to_string(mariadb::migrations().size()));
}

}  // namespace freezer::test
