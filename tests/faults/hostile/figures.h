#pragma once

#include <chrono>
#include <cstdint>
#include <iosfwd>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace freezer::test {

/// How often each status was answered. Safe to use from several threads at once.
class Answers {
 public:
  /// 0: the connection ended without an answer.
  void count(int status);

  std::map<int, int> counts() const;

 private:
  mutable std::mutex mutex_;
  std::map<int, int> counts_;  ///< Protected by mutex_.
};

/// What one attack did to the service and to its live client.
struct AttackFigures {
  using Milliseconds = std::chrono::duration<double, std::milli>;

  std::string attack;
  std::size_t requests = 0;  ///< Of the live client.
  Milliseconds p99{};        ///< The latency of 99 % of these requests is at most this.
  Milliseconds worst{};
  std::int64_t peakMegabytes = 0;  ///< Of the service: VmHWM.
  Milliseconds end{};              ///< From SIGTERM to the end of the service.
  std::map<int, int> answers;      ///< To the attackers, by status.
};

/// A table with a line per attack.
std::ostream& operator<<(std::ostream& stream, const std::vector<AttackFigures>& figures);

}  // namespace freezer::test
