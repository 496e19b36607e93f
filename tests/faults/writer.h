#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <semaphore>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "core/resource.h"
#include "tests/support/raw_client.h"

namespace freezer::test {

/// The path of the documents of these tests.
inline const std::string kBase = "/v2/default";

/// The client of all jobs of these tests.
inline const std::string kHost = "host1";

/// The longest wait of these tests, also under a sanitizer.
inline constexpr std::chrono::seconds kPatience{60};

/// A backup, or a job with two actions, in the state that its writer knows.
///
/// Each change writes the new version number into the document, so a document that does not fit its
/// version is detected. A job is changed through its first action, which changes both.
struct Written {
  Kind kind;
  std::string id;            ///< For a backup, empty until its creation is acknowledged.
  std::int64_t version = 0;  ///< The last acknowledged version; 0: none.
  bool inDoubt = false;      ///< A further change was sent and got no reply.
};

/// Expects that the document is complete, and that a job and its actions exist together or not at
/// all. Returns the stored version; 0 if there is no such document.
std::int64_t storedVersion(RawClient& client, const Written& document);

/// A client that creates and changes documents, one request at a time.
class Writer {
 public:
  using Acknowledged = std::counting_semaphore<>;

  /// `name` is part of the ids of the jobs. `acknowledged` is released for every acknowledged
  /// change, and must outlive this object.
  Writer(std::string name, Acknowledged& acknowledged);

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
  std::vector<Written> documents_;
  bool wasCutOff_ = false;
  int busyReplies_ = 0;
};

/// Several writers, each in a thread of its own.
class Writers {
 public:
  Writers(std::size_t count, const std::string& name);

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

/// Expects that each document is complete and that `isRight(document, version)` holds for its
/// stored version.
template <typename IsRight>
void expectStored(RawClient& client, const std::vector<Written>& documents, IsRight isRight) {
  for (const Written& document : documents) {
    if (document.id.empty()) continue;
    const std::int64_t version = storedVersion(client, document);
    EXPECT_TRUE(isRight(document, version))
        << resourceOf(document.kind).name << ' ' << document.id << " is at version " << version
        << "; the last acknowledged version is " << document.version
        << (document.inDoubt ? ", and a further change got no reply" : "");
  }
}

/// The number of backups in the store.
std::int64_t storedBackups(RawClient& client);

/// The number of backups whose creation was acknowledged, and of those whose creation got no reply.
struct BackupCount {
  std::int64_t acknowledged = 0;
  std::int64_t inDoubt = 0;
};
BackupCount countBackups(const std::vector<Written>& documents);

}  // namespace freezer::test
