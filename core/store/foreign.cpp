#include "core/store/foreign.h"

#include <algorithm>

#include "core/resource.h"

namespace freezer {
namespace {

/// Whether these are tables of the Python service, of 13.0.0 or later.
bool areOfPythonService(const std::vector<std::string>& tables) {
  const auto has = [&tables](std::string_view name) {
    return std::ranges::find(tables, name) != tables.end();
  };
  return (has("migrate_version") || has("alembic_version")) &&
         std::ranges::all_of(resources(), has, &Resource::plural);
}

}  // namespace

std::string whyNoStore(const std::vector<std::string>& tables) {
  if (!areOfPythonService(tables)) {
    return "it is the database of another program; use an empty database";
  }
  return "it is the database of the Python service, which stays as it is; name another, empty "
         "database in [database] connection, and bring the documents over with `freezer-api import "
         "--from URL`";
}

}  // namespace freezer
