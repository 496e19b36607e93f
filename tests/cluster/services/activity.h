#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <iosfwd>
#include <mutex>
#include <optional>
#include <vector>

namespace freezer::test {

inline constexpr std::size_t kServices = 3;

/// The longest times without an acknowledged write.
struct Silence {
  using Duration = std::chrono::duration<double>;

  Duration any{};      ///< Over all clients: nobody could write.
  Duration writer{};   ///< Of the writer that waited longest.
  Duration service{};  ///< Of the service that acknowledged nothing for the longest time.
};

/// When writes were acknowledged. Safe to use from several threads at once.
class Activity {
 public:
  explicit Activity(std::size_t writers) : writers_(writers) {}

  /// A service has acknowledged a write, of a writer with this number if its waits count.
  void acknowledge(std::size_t service, std::optional<std::size_t> writer);

  /// Measures from now on.
  void begin();

  /// Whether each service and each writer has written since the last call of expectAll().
  void expectAll();
  bool haveAllWritten() const;

  /// The silences since begin().
  Silence end() const;

 private:
  using Clock = std::chrono::steady_clock;

  /// The times of one service or one client.
  struct Times {
    Clock::time_point last{};
    Clock::duration longest{};
    bool hasWritten = false;

    void note(Clock::time_point now);
  };

  static Silence::Duration longestOf(const Times& times, Clock::time_point now);

  template <typename Function>
  void forEach(Function function);

  mutable std::mutex mutex_;
  Times any_;
  std::vector<Times> writers_;
  std::array<Times, kServices> services_;
};

}  // namespace freezer::test
