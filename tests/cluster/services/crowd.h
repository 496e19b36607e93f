#pragma once

#include <deque>
#include <thread>
#include <vector>

#include "tests/cluster/services/client.h"
#include "tests/cluster/services/document_writer.h"
#include "tests/cluster/services/member.h"
#include "tests/cluster/services/scheduler.h"
#include "tests/cluster/services/walker.h"

namespace freezer::test {

/// 32 clients of the services.
class Crowd {
 public:
  static constexpr std::size_t kWriters = 16;

  Crowd(Scene& scene, Rounds& rounds);

  void start();

  /// Lets the schedulers alone run until this many rounds are complete.
  void runRounds(std::int64_t count);

  /// Stops all clients after their current requests.
  void stop();

  /// Expects what was acknowledged to the clients. `isAll`: of all documents, not only of those
  /// that have changed since the last call. Valid while no client runs.
  void expectAcknowledged(const ServiceNodes& services, bool isAll);

  std::int64_t walks() const;

 private:
  std::vector<Written> documents(bool isAll);

  Rounds& rounds_;
  std::deque<DocumentWriter> writers_;
  std::deque<Member> members_;
  std::deque<Scheduler> schedulers_;
  std::deque<Walker> walkers_;
  std::vector<std::jthread> threads_;
};

}  // namespace freezer::test
