#include "tests/faults/model/model.h"

#include <csignal>
#include <deque>
#include <thread>

#include "tests/faults/model/checker.h"
#include "tests/faults/model/links.h"
#include "tests/faults/written.h"
#include "tests/support/running_server.h"

namespace freezer::test {
namespace {

constexpr int kClients = 8;
constexpr std::chrono::seconds kRound{1};
constexpr std::size_t kMostPrinted = 20;

}  // namespace

void Model::TestBody() {
  const auto begin = std::chrono::steady_clock::now();
  succeed({"clients", "create", "--client-id", kHost});
  RunningServer first({"--log-file", folder_.path() / "first.log"}, environment_);
  RunningServer second({"--log-file", folder_.path() / "second.log"}, environment_);
  ASSERT_NE(first.port(), 0) << first.text();
  ASSERT_NE(second.port(), 0) << second.text();
  runClients({first.port(), second.port()});
  const std::vector<Finding> findings = check(shared_.history.events());
  for (std::size_t i = 0; i < std::min(findings.size(), kMostPrinted); ++i)
    ADD_FAILURE() << findings[i];
  EXPECT_TRUE(findings.empty()) << findings.size() << " findings";
  EXPECT_EQ(first.endBy(SIGTERM), 0) << first.text();
  EXPECT_EQ(second.endBy(SIGTERM), 0) << second.text();
  EXPECT_EQ(succeed({"db", "check"}), "ok");
  figures_.time = std::chrono::steady_clock::now() - begin;
}

void Model::runClients(const Ports& ports) {
  std::deque<ModelClient> clients;
  for (int i = 0; i < kClients; ++i) clients.emplace_back(shared_, ports, i, options_.seed);
  clients.front().createPermanent();
  for (int round = 0; round < options_.seconds && !HasFailure(); ++round) {
    std::vector<std::jthread> threads;
    for (ModelClient& client : clients)
      threads.emplace_back([&client](const std::stop_token& stop) { client.run(stop); });
    std::this_thread::sleep_for(kRound);
    for (std::jthread& thread : threads) thread.request_stop();
    threads.clear();
    clients.front().readAll();
    expectWholeLinks(clients.front());
  }
  for (const ModelClient& client : clients) figures_.add(client.figures());
}

void Model::expectWholeLinks(ModelClient& client) const {
  for (const std::size_t server : {0U, 1U}) {
    const Linked linked{client.list(server, Kind::Job), client.list(server, Kind::Session),
                        client.list(server, Kind::Action)};
    for (const std::string& broken : brokenLinks(linked)) ADD_FAILURE() << broken;
  }
}

}  // namespace freezer::test
