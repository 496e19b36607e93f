#pragma once

#include <vector>

#include "core/json/document.h"
#include "core/resource.h"
#include "core/result.h"

namespace freezer::bulk {

// Checks of imported documents, to which the rules of their kinds were not applied.

/// Adds the missing members that every stored document of the kind has (freezer-api-rest(7),
/// "Documents").
void completeStored(const Resource& resource, Document& document);

/// All differences between `document` and a document that the service stores, including ID, owner
/// and the members that only the service sets.
std::vector<Fault> faultsOfStored(const Resource& resource, const Document& document);

/// The faults of the ID and the owner alone, without which nothing can be stored.
std::vector<Fault> faultsOfIdentity(const Resource& resource, const Document& document);

}  // namespace freezer::bulk
