#include "core/store/sqlite/inspect.h"

#include <string>
#include <system_error>

#include "core/resource.h"
#include "core/store/sql/failure.h"
#include "core/store/sql/kept_documents.h"

namespace freezer::sqlite {

void findDamage(Connection& connection, Findings& faults) try {
  const std::string check = "PRAGMA integrity_check(" + std::to_string(Findings::kMost + 1) + ")";
  for (Cursor rows = connection.run(check); rows.next();) {
    if (rows.text(0) != "ok") faults.add(std::string(rows.text(0)));
  }
  if (!faults.lines().empty()) return;
  Cursor rows = connection.run("SELECT DISTINCT \"table\", parent FROM pragma_foreign_key_check");
  while (rows.next()) {
    faults.add("a row of " + std::string(rows.text(0)) + " refers to a missing row of " +
               std::string(rows.text(1)));
  }
} catch (const sql::Failure& failure) {
  if (failure.kind() != sql::Failure::Kind::Corrupt) throw;
  faults.add("SQLite cannot read the rest");
}

Counts countNothing() {
  Counts counts;
  for (const Resource& resource : resources()) counts.push_back({resource.plural});
  for (const std::string_view table : {"users", "projects", "tokens"}) counts.push_back({table});
  return counts;
}

Counts countAll(Connection& connection) {
  Counts counts = countNothing();
  for (Count& count : counts) {
    const std::string table(count.name);
    const bool exists =
        !connection.texts("SELECT name FROM sqlite_schema WHERE name = ?", {table}).empty();
    if (exists) count.number = sql::countRows(connection, table);
  }
  return counts;
}

}  // namespace freezer::sqlite
