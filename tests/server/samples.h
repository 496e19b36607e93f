#pragma once

#include <map>
#include <string>

#include "core/resource.h"
#include "tests/server/service.h"

namespace freezer::test {

/// A body that creates a document of this kind. The body of a job refers to the client
/// "node.example.org".
std::string sampleBody(Kind kind);

/// A body that changes a document of this kind.
std::string samplePatch(Kind kind);

/// Creates one document of each kind below `base` ("/v1", "/v2/p1") and adds the job to the
/// session. Returns the ids by field, such as "job_id".
std::map<std::string, std::string> createSamples(Service& service, const std::string& base);

}  // namespace freezer::test
