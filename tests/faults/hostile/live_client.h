#pragma once

#include <chrono>
#include <cstdint>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace freezer::test {

/// The job that the live client asks for, of the client kHost.
inline const std::string kLiveJob = "live";

/// A scheduler and a dashboard that work beside an attack, from an address of their own: they get a
/// job, poll the jobs of its client and patch the job, each in a thread and on a new connection
/// every few requests.
class LiveClient {
 public:
  using Latency = std::chrono::steady_clock::duration;

  /// Begins at once. `headers` are sent with each request.
  LiveClient(std::uint16_t port, const std::vector<std::string>& headers);

  /// Ends, and returns the latencies in ascending order: from the connection, if it is a new one,
  /// to the whole reply. Any status but 200 is a failure of the test.
  std::vector<Latency> end();

 private:
  static constexpr int kThreads = 2;

  std::vector<Latency> latencies_[kThreads];
  std::vector<std::jthread> threads_;
};

}  // namespace freezer::test
