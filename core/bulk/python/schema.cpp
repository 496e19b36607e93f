#include "core/bulk/python/schema.h"

#include <algorithm>
#include <array>

namespace freezer::python {
namespace {

constexpr std::array<std::string_view, 5> kRequiredTables = {"clients", "actions", "sessions",
                                                             "jobs", "backups"};

bool isOfPython(const Schema& schema) {
  const bool isVersioned = schema.has("migrate_version") || schema.has("alembic_version");
  return isVersioned && schema.has("jobs", "schedule") && schema.has("clients", "uuid") &&
         std::ranges::all_of(kRequiredTables,
                             [&](std::string_view table) { return schema.has(table, "deleted"); });
}

Result<void> check(const Schema& schema, const std::string& shown) {
  const auto refuse = [&](const std::string& why) {
    return Error{ErrorCode::InvalidRequest, shown + " " + why};
  };
  if (schema.has("jobs", "doc")) {
    return refuse(
        "is a store of this program, not a database of the Python service: use export "
        "and import");
  }
  if (!isOfPython(schema)) return refuse("is not a database of the Python service");
  const bool isInline = schema.has("jobs", "job_actions");
  const bool isLinked = schema.has("job_actions", "action_id");
  if (isInline && isLinked) {
    return refuse(
        "is half upgraded: it has both the column jobs.job_actions and the table "
        "job_actions; complete the upgrade of the Python service first");
  }
  if (!isInline && !isLinked) return refuse("has no actions of jobs; its upgrade is not complete");
  return {};
}

}  // namespace

std::vector<std::string> Schema::otherTables() const {
  constexpr std::array<std::string_view, 4> kMore = {"migrate_version", "alembic_version",
                                                     "job_actions", "user_credentials"};
  std::vector<std::string> others;
  for (const auto& [name, columns] : tables_) {
    const bool isKnown = std::ranges::find(kRequiredTables, name) != kRequiredTables.end() ||
                         std::ranges::find(kMore, name) != kMore.end();
    if (!isKnown && !name.starts_with("sqlite_")) others.push_back(name);
  }
  return others;
}

Result<Schema> readSchema(ForeignDatabase& database) {
  return database.read([&](sql::Connection& connection) -> Result<Schema> {
    Schema schema;
    for (sql::Cursor rows = connection.run(database.columnsQuery()); rows.next();) {
      schema[std::string(rows.text(0))].emplace(rows.text(1));
    }
    const auto checked = check(schema, database.shown());
    return checked ? Result<Schema>(std::move(schema)) : checked.error();
  });
}

}  // namespace freezer::python
