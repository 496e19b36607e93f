#pragma once

#include "core/bulk/bulk.h"
#include "core/bulk/line.h"
#include "core/result.h"
#include "core/store/store.h"

namespace freezer::bulk {

enum class Outcome { Imported, Skipped, Replaced };

/// Whether put() looks into the documents of a kind. Of the others the record is enough,
/// and their trees, which take several times its memory, can be let go.
bool needsDocument(const Resource& resource);

/// Stores the document of a line as it is, with what is beside it. It runs those
/// rules alone that tie documents together: the identity of a central client, the
/// actions of a job, the jobs of an action.
///
/// AlreadyExists for an id that is taken, Unprocessable where something that is
/// needed is missing; nothing was changed then.
Result<Outcome> put(Transaction& transaction, const Line& line, OnConflict onConflict,
                    std::int64_t now);

}  // namespace freezer::bulk
