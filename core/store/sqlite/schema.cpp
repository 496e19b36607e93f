#include "core/store/sqlite/schema.h"

#include "core/store/foreign.h"
#include "core/store/sqlite/errors.h"
#include "core/store/sqlite/migrations.h"

namespace freezer::sqlite {

namespace fs = std::filesystem;

Result<SchemaVersion> readSchemaVersion(Connection& connection, const fs::path& file, Role role) {
  const auto application = connection.integers("PRAGMA application_id").at(0);
  const auto version = connection.integers("PRAGMA user_version").at(0);
  const auto tables = connection.texts("SELECT name FROM sqlite_schema");
  if (application != kApplicationId && (application != 0 || !tables.empty())) {
    const std::string why =
        role == Role::Store ? whyNoStore(tables) : "it is the database of another program";
    return unusable(file, why, {}, role);
  }
  const SchemaVersion found{static_cast<int>(version), static_cast<int>(migrations().size())};
  if (found.current > found.latest) {
    return unusable(file,
                    "its schema version " + std::to_string(found.current) +
                        " is newer than this program, which supports versions up to " +
                        std::to_string(found.latest) + "; use a newer freezer-api",
                    {}, role);
  }
  return found;
}

Result<void> upgrade(Connection& connection, const fs::path& file) {
  // Read again inside the transaction: another program may have upgraded first.
  connection.executeScript("BEGIN IMMEDIATE");
  const auto found = readSchemaVersion(connection, file);
  if (!found) {
    connection.executeScript("ROLLBACK");
    return found.error();
  }
  for (const std::string_view step :
       migrations().subspan(static_cast<std::size_t>(found.value().current))) {
    connection.executeScript(std::string(step));
  }
  connection.executeScript("PRAGMA application_id = " + std::to_string(kApplicationId));
  connection.executeScript("PRAGMA user_version = " + std::to_string(found.value().latest));
  connection.executeScript("COMMIT");
  return {};
}

}  // namespace freezer::sqlite
