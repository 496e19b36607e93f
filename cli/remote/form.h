#pragma once

#include <cstdint>
#include <string>

#include "core/bulk/draft.h"
#include "core/json/document.h"
#include "core/resource.h"

namespace freezer::cli {

/// The draft of a document as the REST API shows it. A document without a project, which v1 of the
/// Python service shows, belongs to `project`. The API does not show all times: a document without
/// them is from `now`.
bulk::Draft draftOf(const Resource& resource, Document document, const std::string& project,
                    std::int64_t now);

}  // namespace freezer::cli
