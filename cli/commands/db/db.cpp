#include "cli/commands/commands.h"
#include "cli/commands/db/verbs.h"

namespace freezer::cli {

void addDb(const Command& root, Context& context) {
  const Command db = root.add("db", "Look after the store.");
  addDbSchema(db, context);
  addDbCheck(db, context);
  addDbBackup(db, context);
  addDbRestore(db, context);
  addDbStats(db, context);
  addDbVacuum(db, context);
}

}  // namespace freezer::cli
