#pragma once

#include <functional>
#include <set>
#include <string>

#include "core/resource.h"
#include "core/result.h"
#include "core/store/maintenance.h"
#include "core/store/store.h"

namespace freezer {

/// A document and all that an engine keeps beside its text.
struct KeptDocument {
  Record record;
  IndexEntries entries;

  /// Of a job: the actions that it is linked to.
  std::set<std::string> action_ids;
};

using VisitKept = std::function<Result<void>(const KeptDocument&)>;

/// Visits every document of a kind; an Error ends it.
using VisitAll = std::function<Result<void>(const Resource&, const VisitKept&)>;

/// Finds what does not hold of the documents that `visitAll` visits, whatever the
/// engine: each is valid, its columns, strays and links are those of its document, and
/// the two ends of each link between a job and a session agree. `snapshot` is the same view of the
/// store. In memory is one document at a time, and one it refers to. An Error is one of the store.
Result<void> checkInvariants(Snapshot& snapshot, const VisitAll& visitAll, Findings& faults);

}  // namespace freezer
