#pragma once

#include <string>

#include "core/search/search.h"

namespace freezer {

/// The client whose scheduler lists its jobs with `search`; null if it is not the search of a
/// scheduler, which matches one client_id and not the status completed.
const std::string* pollingClient(const Search& search);

}  // namespace freezer
