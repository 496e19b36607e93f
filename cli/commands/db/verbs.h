#pragma once

#include "cli/context.h"
#include "cli/parser/command_line.h"

namespace freezer::cli {

// Each adds a verb below the noun db; `context` must outlive the command line.

// init, version and upgrade.
void addDbSchema(const Command& db, Context& context);

void addDbBackup(const Command& db, Context& context);
void addDbRestore(const Command& db, Context& context);
void addDbCheck(const Command& db, Context& context);
void addDbStats(const Command& db, Context& context);
void addDbVacuum(const Command& db, Context& context);

}  // namespace freezer::cli
