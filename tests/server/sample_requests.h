#pragma once

#include <gtest/gtest.h>

#include <map>
#include <ostream>
#include <string>
#include <vector>

#include "server/routes.h"
#include "tests/server/service.h"

namespace freezer::server {

/// For the messages of GoogleTest.
void PrintTo(const Route& route, std::ostream* out);

}  // namespace freezer::server

namespace freezer::test {

/// A request that succeeds on `route`, of the Freezer API, after createSamples() has returned
/// `ids`. The project is p1.
Ask sampleRequest(const server::Route& route, const std::map<std::string, std::string>& ids);

/// The beginning of the paths of a route's documents: "/v1" or "/v2/p1".
std::string sampleBase(const server::Route& route);

/// The routes of the Freezer API; the Identity API, the metrics and the console have tests of their
/// own.
std::vector<server::Route> apiRoutes();

/// The routes that are operations, which are all but the files of the console.
std::vector<server::Route> operations();

/// For testing::ValuesIn(): a name such as "GET_v2_projectid_jobs".
std::string nameOfRoute(const testing::TestParamInfo<server::Route>& info);

}  // namespace freezer::test
