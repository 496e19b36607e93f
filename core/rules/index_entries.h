#pragma once

#include "core/json/document.h"
#include "core/resource.h"
#include "core/store/store.h"

namespace freezer {

/// Derives the index entries of a stored document.
IndexEntries indexEntries(const Resource& resource, const Document& document);

}  // namespace freezer
