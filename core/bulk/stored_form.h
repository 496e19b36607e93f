#pragma once

#include <vector>

#include "core/json/document.h"
#include "core/resource.h"
#include "core/result.h"

namespace freezer::bulk {

// Checks of documents that an import reads, which the rules of their kinds did not make.

/// Adds the members that every stored document of the kind has (freezer-api-rest(7),
/// "Documents"), where they are missing.
void completeStored(const Resource& resource, Document& document);

/// Every way in which `document` is not what the service stores: id, owner and all
/// that only the service sets included.
std::vector<Fault> faultsOfStored(const Resource& resource, const Document& document);

}  // namespace freezer::bulk
