#pragma once

#include <string>

#include "core/json/value.h"
#include "core/resource.h"

namespace freezer::server::openapi {

/// The name of the schema of a document as it is returned: "Job". The names of the other schemas of
/// a kind begin with it: "JobBody" is the body of a create or replace, "JobPatch" that of a patch,
/// "JobList" the reply of a list; "JobId" and "JobVersion" are the replies of changes.
std::string schemaName(const Resource& resource);

/// All schemas, by name.
Object schemas();

}  // namespace freezer::server::openapi
