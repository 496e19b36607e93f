#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <semaphore>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "tests/faults/written.h"

namespace freezer::test {

/// The longest wait of these tests, also under a sanitizer.
inline constexpr std::chrono::seconds kPatience{60};

/// Whether the store of the server can fail.
enum class StoreFaults {
  None,      ///< Status 500 is a failure of the test.
  Expected,  ///< After status 500, the writer ends, and is in doubt of its last change.
};

/// A client that creates, changes and deletes documents, one request at a time.
class Writer {
 public:
  using Acknowledged = std::counting_semaphore<>;

  /// `name` is part of the ids of the documents. `acknowledged` is released for every acknowledged
  /// change, and must outlive this object.
  Writer(std::string name, Acknowledged& acknowledged, StoreFaults faults);

  /// Runs until the server refuses connections or `stop` is requested.
  void run(std::uint16_t port, const std::stop_token& stop);

  /// The documents in the order of their first requests.
  const std::vector<Written>& documents() const { return documents_; }

  /// Whether a reply was incomplete.
  bool wasCutOff() const { return wasCutOff_; }

  /// The number of 503 replies, after each of which the request was sent again.
  int busyReplies() const { return busyReplies_; }

 private:
  enum class Next { Request, Connection, Nothing };

  Next step(RawClient& client);
  Written& current();

  const std::string name_;
  Acknowledged& acknowledged_;
  const StoreFaults faults_;
  std::vector<Written> documents_;
  bool wasCutOff_ = false;
  int busyReplies_ = 0;
};

/// Several writers, each in a thread of its own.
class Writers {
 public:
  Writers(std::size_t count, const std::string& name, StoreFaults faults = StoreFaults::None);

  /// Starts all writers. They run until the server refuses connections or stop() is called.
  void start(std::uint16_t port);

  /// Waits for this many further acknowledged changes; false after kPatience without one.
  bool await(int changes);

  /// Stops all writers after their current requests.
  void stop();

  /// Waits until all writers have ended.
  void join();

  // The sum over all writers; valid while none runs.
  std::vector<Written> documents() const;
  bool wereCutOff() const;
  int busyReplies() const;

 private:
  Writer::Acknowledged acknowledged_{0};
  std::deque<Writer> writers_;
  std::vector<std::jthread> threads_;
};

}  // namespace freezer::test
