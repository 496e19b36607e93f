#pragma once

#include <cstdint>

#include "core/store/maintenance.h"

namespace freezer::cli {

/// How many documents these are, of all kinds.
std::int64_t documentsIn(const Counts& counts);

/// Whether there is nothing at all, identities included.
bool isNothing(const Counts& counts);

}  // namespace freezer::cli
