#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/freezer.h"

namespace freezer::cli {

/// The IDs of the jobs that run on these clients, as far as the clients and the jobs belong to the
/// caller.
Result<std::vector<std::string>> jobsOfClients(const Freezer& freezer, const Caller& caller,
                                               std::span<const std::string> client_ids);

/// The first IDs: "nightly", "nightly, weekly, monthly and 2 more".
std::string firstIdsText(std::span<const std::string> ids);

}  // namespace freezer::cli
