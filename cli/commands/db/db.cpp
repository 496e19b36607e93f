#include "cli/commands/db/db.h"

#include <algorithm>

#include "cli/commands/commands.h"

namespace freezer::cli {

void addDb(const Command& root, Context& context) {
  const Command db = root.add("db", "Manage the store.");
  addDbSchema(db, context);
  addDbCheck(db, context);
  addDbBackup(db, context);
  addDbRestore(db, context);
  addDbCopy(db, context);
  addDbStats(db, context);
  addDbVacuum(db, context);
}

std::int64_t documentsIn(const Counts& counts) {
  std::int64_t sum = 0;
  for (const Count& count : counts) {
    if (findResource(count.name) != nullptr) sum += count.number;
  }
  return sum;
}

bool isNothing(const Counts& counts) {
  return std::ranges::all_of(counts, [](const Count& count) { return count.number == 0; });
}

}  // namespace freezer::cli
