#pragma once

#include <vector>

#include "server/metrics/families.h"

namespace freezer::server {

/// The memory, processor time and descriptors of this process, under the names that all programs
/// with metrics use. What /proc does not tell is absent.
std::vector<Family> processState();

}  // namespace freezer::server
