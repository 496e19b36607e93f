#pragma once

#include <map>
#include <string>

#include "core/resource.h"
#include "tests/server/service.h"

namespace freezer::test {

/// A body that creates a document of this kind. That of a job needs the client
/// "node.example.org".
std::string sampleBody(Kind kind);

/// A body that changes a document of this kind.
std::string samplePatch(Kind kind);

/// Creates one document of each kind, by HTTP or without, below `base` ("/v1",
/// "/v2/p1"). The job is made part of the session.
/// Returns their ids by the name of the field: "job_id".
std::map<std::string, std::string> createSamples(Service& service, const std::string& base);

}  // namespace freezer::test
