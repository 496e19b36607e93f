#include "tests/cluster/services/crowd.h"

#include <gtest/gtest.h>

#include "tests/support/await.h"

namespace freezer::test {
namespace {

constexpr std::size_t kMembers = 8;
constexpr std::size_t kWalkers = 2;

/// Lets the clients run, each in a thread of its own.
template <typename Clients>
void startAll(std::vector<std::jthread>& threads, Clients& clients) {
  for (Client& client : clients)
    threads.emplace_back([&client](const std::stop_token& stop) { client.run(stop); });
}

}  // namespace

Crowd::Crowd(Scene& scene, Rounds& rounds) : rounds_(rounds) {
  for (std::size_t i = 0; i < kWriters; ++i) writers_.emplace_back(scene, i);
  for (std::size_t i = 0; i < kMembers; ++i) members_.emplace_back(scene, i);
  for (std::size_t i = 0; i < kSchedulers; ++i) schedulers_.emplace_back(scene, rounds, i);
  for (std::size_t i = 0; i < kWalkers; ++i) walkers_.emplace_back(scene, i);
}

void Crowd::start() {
  startAll(threads_, writers_);
  startAll(threads_, members_);
  startAll(threads_, schedulers_);
  startAll(threads_, walkers_);
}

void Crowd::runRounds(std::int64_t count) {
  startAll(threads_, schedulers_);
  EXPECT_TRUE(await([&] { return rounds_.count() >= count; }, std::chrono::minutes(10)));
  stop();
}

void Crowd::stop() {
  for (std::jthread& thread : threads_) thread.request_stop();
  threads_.clear();
}

std::vector<Written> Crowd::documents(bool isAll) {
  std::vector<Written> result;
  for (DocumentWriter& writer : writers_) {
    const std::vector<Written> changed = writer.takeChanged();
    const std::vector<Written> own = isAll ? writer.documents() : changed;
    result.insert(result.end(), own.begin(), own.end());
  }
  return result;
}

void Crowd::expectAcknowledged(const ServiceNodes& services, bool isAll) {
  const std::vector<Written> all = documents(isAll);
  for (std::size_t service = 0; service < kServices; ++service) {
    RawClient client(services.port(service));
    expectStored(client, all, isPossible);
    for (const Member& member : members_) member.expectMembership(client);
    const Reply session = client.exchange({"GET", kBase + "/sessions/" + kRoundsSession});
    const std::int64_t tag = session.json().integerAt("/session_tag", -1);
    // The current round may have begun.
    EXPECT_TRUE(tag == rounds_.count() || tag == rounds_.count() + 1)
        << "the tag is " << tag << " after " << rounds_.count() << " rounds";
  }
}

std::int64_t Crowd::walks() const {
  std::int64_t sum = 0;
  for (const Walker& walker : walkers_) sum += walker.walks();
  return sum;
}

}  // namespace freezer::test
