#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

namespace spdlog {
class logger;
}

namespace freezer::server {

/// What happens when the service protects itself or lacks something.
enum class Incident {
  AcceptFailed,        ///< No descriptor for a client, for example.
  ConnectionRefused,   ///< No room for a connection: 503.
  ConnectionReplaced,  ///< A waiting connection made room for another.
  ConnectionDropped,   ///< No memory, for example.
  RequestTimedOut,     ///< A request did not arrive in time: 408.
  RequestTooLarge,     ///< 413, 414 or 431.
  ReaderTooSlow,       ///< An answer was not read in time.
  SearchEnded,         ///< A search took too long: 503.
  LoginThrottled,      ///< A login after too many failures: 429.
  LoginRefused,        ///< A login that waited too long for others: 503.
};

inline constexpr std::size_t kIncidents = 10;

/// Counts incidents and writes them to the log, each kind once a minute at most, so that whoever
/// causes them cannot fill it. Safe to use from several threads at once.
class Incidents {
 public:
  using Clock = std::function<std::chrono::steady_clock::time_point()>;

  explicit Incidents(std::shared_ptr<spdlog::logger> logger,
                     Clock clock = std::chrono::steady_clock::now);

  /// `detail` completes the line: the address of the client, or the reason.
  void note(Incident kind, std::string_view detail);

  /// How often it has happened since the start.
  std::uint64_t count(Incident kind) const;

 private:
  struct Kept {
    std::atomic<std::uint64_t> count = 0;
    std::atomic<std::uint64_t> written = 0;  ///< The count at the last line.
    std::atomic<std::chrono::steady_clock::time_point> nextLine;
  };

  const std::shared_ptr<spdlog::logger> logger_;
  const Clock clock_;
  std::array<Kept, kIncidents> kept_;
};

}  // namespace freezer::server
