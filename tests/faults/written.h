#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "core/resource.h"
#include "tests/support/raw_client.h"

namespace freezer::test {

/// The path of the documents of these tests.
inline const std::string kBase = "/v2/default";

/// The client of all jobs of these tests.
inline const std::string kHost = "host1";

/// A document with a life of few changes, in the state that its writer knows.
///
/// Each change is one request, and results in one more version, which can be seen in the document:
/// one that does not fit its version is detected.
/// - A backup: its creation, then patches that write the version into it.
/// - A job with two actions: its creation, then patches of its first action, which change both.
/// - A session: its creation, the creation of a job in it, its start, its end.
/// Many are deleted in the end.
struct Written {
  Kind kind;
  std::string id = {};           ///< For a backup, empty until its creation is acknowledged.
  std::int64_t lastVersion = 4;  ///< kDeleted if it is deleted in the end.
  std::int64_t version = 0;      ///< The last acknowledged version; 0: none.
  bool inDoubt = false;          ///< A further change was sent and got no reply.

  /// Whether a further change is known to be possible.
  bool isAlive() const { return !inDoubt && version < lastVersion; }
};

/// The version that stands for a deletion, after the four of a whole life.
inline constexpr std::int64_t kDeleted = 5;

/// A request, and the status of its success.
struct Step {
  Ask ask;
  int status;
};

/// The change that results in the next version.
Step nextStep(const Written& document);

/// Expects that the document is complete, and agrees with those that it is linked to. Returns the
/// stored version; 0 before the creation, kDeleted after the deletion. A backup leaves no trace: if
/// it is absent, its writer is believed.
std::int64_t storedVersion(RawClient& client, const Written& document);

/// Whether the version is the acknowledged one.
bool isAcknowledged(const Written& document, std::int64_t version);

/// Whether the version is the acknowledged one, or that of the change without a reply.
bool isPossible(const Written& document, std::int64_t version);

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

/// The number of backups that must exist, and of those whose creation or deletion got no reply.
struct BackupCount {
  std::int64_t acknowledged = 0;
  std::int64_t inDoubt = 0;
};
BackupCount countBackups(const std::vector<Written>& documents);

}  // namespace freezer::test
