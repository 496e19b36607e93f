#pragma once

#include <ostream>

#include "cli/commands/status_troubles.h"
#include "core/rules/overview.h"

namespace freezer::cli {

/// Prints one line for a monitoring system, and a line for each of the worst troubles. Returns the
/// state of everything.
Health printCheck(std::ostream& out, const Overview& overview);

}  // namespace freezer::cli
