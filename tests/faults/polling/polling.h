#pragma once

#include <atomic>
#include <cstdint>
#include <vector>

#include "tests/faults/polling/usage.h"
#include "tests/support/program.h"

namespace freezer::test {

/// Schedulers that poll for jobs, and at times report the state of one. What the service uses must
/// not grow after the first quarter of the polls.
class Polling : public ProgramTest {
 public:
  struct Options {
    std::int64_t polls = 20'000;
    int clients = 1'000;
  };

  Polling(const Options& options, std::vector<Usage>& usages)
      : options_(options), usages_(usages) {}

  void TestBody() override;

 private:
  void importJobs() const;
  void poll(std::uint16_t port);
  void measure(pid_t process);
  void expectNoGrowth() const;

  const Options options_;
  std::vector<Usage>& usages_;
  std::atomic<std::int64_t> begun_ = 0;
  std::atomic<std::int64_t> answered_ = 0;
  std::atomic<int> running_ = 0;  ///< Threads that poll.
};

}  // namespace freezer::test
