#pragma once

#include <vector>

#include "core/json/document.h"
#include "core/resource.h"
#include "core/result.h"

namespace freezer::bulk {

// A document that is read back was not made by the rules of its kind: these see
// that it is as if it were.

/// Adds what schedulers and dashboards read without looking whether it is there (spec,
/// section 3), where it is missing.
void completeStored(const Resource& resource, Document& document);

/// Every way in which `document` is not what the service stores: id, owner and all
/// that only the service sets included.
std::vector<Fault> faultsOfStored(const Resource& resource, const Document& document);

}  // namespace freezer::bulk
