#pragma once

#include <map>
#include <string>

namespace freezer::test {

/// What clients see of a service: texts by where they were seen, such as "job-show 4711".
using Sight = std::map<std::string, std::string>;

/// Expects that both services look the same. Reports at most ten differences.
void expectSameSight(const Sight& python, const Sight& ours);

}  // namespace freezer::test
