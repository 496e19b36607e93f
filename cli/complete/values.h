#pragma once

#include "cli/complete/candidates.h"
#include "cli/complete/line.h"
#include "cli/context.h"

namespace freezer::cli {

/// Adds the values of the option or argument at `place`: its choices; else, what the name of its
/// value stands for (FILE, JOB_ID, KEY=VALUE). `context` has the options that select the store. A
/// store that cannot be read has no values; none is created.
void addValues(Candidates& found, const Place& place, Context& context);

}  // namespace freezer::cli
