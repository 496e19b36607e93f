#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "core/store/store.h"

namespace freezer {

/// The rows of one kind in a copy of a store. Source and copy have the same.
struct CopiedRows {
  std::string_view name;  ///< Resource::plural, or users, projects, roles or tokens.
  std::int64_t number = 0;
  std::string digest;  ///< Of all values, in creation order (bulk::Digest).
};

/// Called with the number of documents copied so far.
using CopyProgress = std::function<void(std::int64_t documents)>;

/// Copies everything from one store to another, which can be of another engine: documents with
/// their IDs, owners, versions, times and creation order, and the identities. The source is read in
/// one snapshot, and can be in use. At the end, the copy is read and compared with it. Memory use
/// does not depend on the number of documents.
///
/// AlreadyExists if the target is not empty; StoreFailure if a document of the source is damaged,
/// or the copy differs because something else wrote to it. A copy that ended with an Error is
/// incomplete: begin again with an empty target.
Result<std::vector<CopiedRows>> copyStore(Store& source, Store& target,
                                          const CopyProgress& progress = {});

}  // namespace freezer
