#include "tests/cluster/services/cluster_services.h"

#include <Poco/DateTimeFormatter.h>
#include <Poco/LocalDateTime.h>

#include <csignal>
#include <iostream>
#include <thread>

#include "tests/cluster/services/node_comparison.h"
#include "tests/faults/written.h"
#include "tests/support/await.h"

namespace freezer::test {
namespace {

/// The longest time that a writer may wait after a database node was killed.
constexpr std::chrono::seconds kLongestSilence{10};

/// As in the logs.
std::string clockTime() {
  return Poco::DateTimeFormatter::format(Poco::LocalDateTime(), "%H:%M:%S");
}

void expectSuccess(RawClient& client, const Ask& ask) {
  const Reply reply = client.exchange(ask);
  EXPECT_EQ(reply.status / 100, 2) << ask.target << ": " << reply.body;
}

Ask askForSessionWith(const std::string& id, int holdOff) {
  return {
      "POST", kBase + "/sessions",
      R"({"session_id":")" + id + R"(","schedule":{},"hold_off":)" + std::to_string(holdOff) + '}'};
}

}  // namespace

ClusterServices::ClusterServices(const Options& options, ClusterFigures& figures)
    : options_(options), figures_(figures), random_(options.seed) {}

std::array<Environment, kServices> ClusterServices::environments() {
  std::array<Environment, kServices> result;
  for (std::size_t i = 0; i < kServices; ++i) {
    result[i] = environment_;
    result[i].erase("FREEZER_DB");
    result[i]["FREEZER_CONFIG_FILE"] =
        file("service" + std::to_string(i) + ".conf",
             "[database]\nconnection = " + cluster_.url(database_, i) + '\n');
  }
  return result;
}

void ClusterServices::TestBody() {
  services_.startAll();
  createDocuments();
  if (!HasFailure()) failInTurn();
  if (HasFailure()) printLogs();
}

void ClusterServices::printLogs() {
  for (std::size_t i = 0; i < cluster_.size(); ++i)
    std::cout << "log of database " << i << ":\n" << cluster_.node(i).log() << '\n';
  for (std::size_t i = 0; i < kServices; ++i)
    std::cout << "log of service " << i << ":\n" << services_.log(i) << '\n';
}

void ClusterServices::failInTurn() {
  using Fault = void (ClusterServices::*)();
  constexpr std::pair<const char*, Fault> kFaults[] = {
      {"database killed", &ClusterServices::killDatabase},
      {"service killed", &ClusterServices::killService},
      {"database stopped", &ClusterServices::stopDatabase},
      {"service stopped", &ClusterServices::stopService},
      {"database isolated", &ClusterServices::isolateDatabase},
      {"rolling restart", &ClusterServices::restartAll},
      {"rolling upgrade", &ClusterServices::upgradeAll}};
  crowd_.runRounds(options_.rounds);
  figures_.calmRounds = rounds_.count();
  figures_.calmRight = rounds_.right();
  for (int cycle = 0; !isOver(cycle); ++cycle) {
    SCOPED_TRACE("cycle " + std::to_string(cycle));
    for (const auto& [name, fault] : kFaults)
      if (!HasFailure()) survive(name, fault);
  }
  if (!HasFailure()) compare(true);
  environment_["FREEZER_DB"] = cluster_.url(database_, 0);
  EXPECT_EQ(succeed({"db", "check"}), "ok");
  for (std::size_t i = 0; i < kServices; ++i) EXPECT_EQ(services_.end(i, SIGTERM), 0);
  figures_.rounds = rounds_.count();
  figures_.right = rounds_.right();
  figures_.acknowledged = scene_.acknowledged;
  figures_.unsure = scene_.unsure;
  figures_.walks = crowd_.walks();
  figures_.time = Clock::now() - begin_;
}

bool ClusterServices::isOver(int cycle) const {
  if (HasFailure()) return true;
  if (options_.seconds == 0) return cycle == options_.cycles;
  return Clock::now() - begin_ > std::chrono::seconds(options_.seconds);
}

void ClusterServices::createDocuments() {
  RawClient client(services_.port(0));
  expectSuccess(client, {"POST", kBase + "/clients",
                         R"({"client_id":")" + kHost + R"(","hostname":")" + kHost + "\"}"});
  for (std::size_t i = 0; i < kSharedSessions; ++i)
    expectSuccess(client, askForSessionWith(sharedSession(i), 0));
  // Without any hold-off, so that the next round can begin at once.
  expectSuccess(client, askForSessionWith(kRoundsSession, -1));
  for (std::size_t i = 0; i < kSchedulers; ++i) {
    const std::string job = jobOfScheduler(i);
    expectSuccess(client, askForSmallJob(job));
    expectSuccess(client, {"PUT", kBase + "/sessions/" + kRoundsSession + "/jobs/" + job});
  }
}

void ClusterServices::survive(const std::string& name, void (ClusterServices::*fault)()) {
  SCOPED_TRACE(name);
  crowd_.start();
  activity_.begin();
  EXPECT_TRUE(await([&] { return activity_.haveAllWritten(); })) << "the services do not start";
  std::this_thread::sleep_for(std::chrono::milliseconds(random_() % 300));
  activity_.begin();
  (this->*fault)();
  activity_.expectAll();
  EXPECT_TRUE(await([&] { return activity_.haveAllWritten(); })) << "a service does not recover";
  const Silence silence = activity_.end();
  crowd_.stop();
  figures_.add(name, silence);
  std::cout << clockTime() << ' ' << name << ": " << silence.any.count() << " s, writer "
            << silence.writer.count() << " s, service " << silence.service.count() << " s"
            << std::endl;  // A long run can be watched.
  if (fault == &ClusterServices::killDatabase) {
    EXPECT_LE(silence.writer, kLongestSilence) << "a writer waited too long";
  }
  damageStore();
  compare(false);
}

void ClusterServices::compare(bool isAll) {
  expectEqualNodes(cluster_, database_);
  crowd_.expectAcknowledged(services_, isAll);
  expectWholeLinks();
}

void ClusterServices::awaitMore(std::int64_t writes) {
  const std::int64_t until = scene_.acknowledged + writes;
  EXPECT_TRUE(await([&] { return scene_.acknowledged >= until; })) << "nobody can write";
}

std::size_t ClusterServices::randomService() {
  return std::uniform_int_distribution<std::size_t>(0, kServices - 1)(random_);
}

}  // namespace freezer::test
