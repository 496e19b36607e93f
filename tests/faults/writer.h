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

/// Where the documents of these tests are.
inline const std::string kBase = "/v2/default";

/// The client that all their jobs are for.
inline const std::string kHost = "host1";

/// Longer than any of them waits for anything, even under a sanitizer.
inline constexpr std::chrono::seconds kPatience{60};

/// A backup, or a job with two actions of its own, as its writer knows it.
///
/// Each change writes the version that it makes into the document, so a document
/// that is not what its version says shows. A job is changed through its first
/// action, which is a change of both.
struct Written {
  Kind kind;
  std::string id;            ///< Of a backup: empty until it was acknowledged.
  std::int64_t version = 0;  ///< As far as it was acknowledged; 0: not even its creation.
  bool inDoubt = false;      ///< One more change was asked for, and the reply never came.
};

/// Expects that the document is whole, and that neither its job nor an action is
/// there alone. Returns the version the store has, 0 when it is not there.
std::int64_t storedVersion(RawClient& client, const Written& document);

/// A client that creates and changes documents, one request after the other.
class Writer {
 public:
  using Acknowledged = std::counting_semaphore<>;

  /// `name` is part of the ids of its jobs. `acknowledged` is released for every
  /// change that was acknowledged, and must outlive this.
  Writer(std::string name, Acknowledged& acknowledged);

  /// Goes on until the server lets nobody in any more or `stop` says so.
  void run(std::uint16_t port, const std::stop_token& stop);

  /// The documents in the order in which they were begun.
  const std::vector<Written>& documents() const { return documents_; }

  /// Whether a reply began and did not end.
  bool wasCutOff() const { return wasCutOff_; }

  /// How often it was told that the store is busy, and asked again.
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

/// Several writers, each on a thread of its own while they run.
class Writers {
 public:
  Writers(std::size_t count, const std::string& name);

  /// Lets them write, until the server shuts them out or stop() is called.
  void start(std::uint16_t port);

  /// Waits until that many changes more were acknowledged; false when they are not.
  bool await(int changes);

  /// Lets each finish what it has asked for, and ends it.
  void stop();

  /// Waits until the server has shut them all out.
  void join();

  // Of all of them together, while none runs.
  std::vector<Written> documents() const;
  bool wereCutOff() const;
  int busyReplies() const;

 private:
  Writer::Acknowledged acknowledged_{0};
  std::deque<Writer> writers_;
  std::vector<std::jthread> threads_;
};

/// Expects of each document that it is whole and that `isRight(document, version)`
/// of the version that the store has.
template <typename IsRight>
void expectStored(RawClient& client, const std::vector<Written>& documents, IsRight isRight) {
  for (const Written& document : documents) {
    if (document.id.empty()) continue;
    const std::int64_t version = storedVersion(client, document);
    EXPECT_TRUE(isRight(document, version))
        << resourceOf(document.kind).name << ' ' << document.id << " is at version " << version
        << ", and at " << document.version << " as far as was acknowledged"
        << (document.inDoubt ? "; one change more is in doubt" : "");
  }
}

/// The number of backups that the store has.
std::int64_t storedBackups(RawClient& client);

/// How many of the documents are backups whose creation was acknowledged, and
/// how many such creations are in doubt.
struct BackupCount {
  std::int64_t acknowledged = 0;
  std::int64_t inDoubt = 0;
};
BackupCount countBackups(const std::vector<Written>& documents);

}  // namespace freezer::test
