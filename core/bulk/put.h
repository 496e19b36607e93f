#pragma once

#include <cstdint>
#include <span>

#include "core/bulk/bulk.h"
#include "core/bulk/line.h"
#include "core/result.h"
#include "core/store/store.h"

namespace freezer::bulk {

enum class Outcome { Imported, Skipped, Replaced };

/// The result of put().
struct Done {
  Outcome outcome = Outcome::Skipped;

  /// Change in the number of `jobs` entries of sessions that name jobs not yet in the store.
  std::int64_t awaitedJobs = 0;
};

/// Whether put() reads the documents of a kind. For other kinds the record is sufficient, and the
/// parsed document, which needs several times the memory, can be freed.
bool needsDocument(const Resource& resource);

/// Tells the store that the documents with the IDs of these lines will be read.
void expectStored(Snapshot& snapshot, std::span<const Line* const> lines);

/// Tells the store which documents put() will read for these lines.
void expectReadsOfPut(Snapshot& snapshot, std::span<const Line* const> lines);

/// Stores the document of a line unchanged, with its metadata. Only the rules that link documents
/// are run: the identity of a central client, the actions of a job, the jobs of an action, and the
/// link between a job and its session.
///
/// The job determines that link. The session that it names lists it afterwards. A job that names no
/// session of its owner is stored without a session. A session lists the jobs that name it and the
/// jobs that do not exist yet; see removeAwaited().
///
/// AlreadyExists if the ID exists, Unprocessable if a required document is missing, InvalidDocument
/// if it is nested too deeply; in all cases, nothing is changed.
Result<Done> put(Transaction& transaction, const Line& line, OnConflict onConflict,
                 std::int64_t now);

/// Removes jobs that do not exist from all sessions.
Result<void> removeAwaited(Transaction& transaction, std::int64_t now);

}  // namespace freezer::bulk
