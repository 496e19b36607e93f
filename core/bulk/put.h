#pragma once

#include <cstdint>

#include "core/bulk/bulk.h"
#include "core/bulk/line.h"
#include "core/result.h"
#include "core/store/store.h"

namespace freezer::bulk {

enum class Outcome { Imported, Skipped, Replaced };

/// What put() has done.
struct Done {
  Outcome outcome;

  /// By how many the store now has more, or fewer, entries in `jobs` of sessions for jobs that
  /// do not exist yet.
  std::int64_t awaitedJobs = 0;
};

/// Whether put() looks into the documents of a kind. Of the others the record is enough,
/// and their trees, which take several times its memory, can be let go.
bool needsDocument(const Resource& resource);

/// Stores the document of a line as it is, with what is beside it. It runs those
/// rules alone that tie documents together: the identity of a central client, the
/// actions of a job, the jobs of an action, the link of a job and its session.
///
/// Of such a link, the job decides. The session that it names lists it afterwards; a job that
/// names no session of its owner has none. A session lists the jobs that name it, and those that
/// do not exist yet: see removeAwaited().
///
/// AlreadyExists for an id that is taken, Unprocessable where something that is
/// needed is missing; nothing was changed then.
Result<Done> put(Transaction& transaction, const Line& line, OnConflict onConflict,
                 std::int64_t now);

/// Takes out of all sessions the jobs that do not exist.
Result<void> removeAwaited(Transaction& transaction, std::int64_t now);

}  // namespace freezer::bulk
