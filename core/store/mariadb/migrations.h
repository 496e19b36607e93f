#pragma once

#include <span>
#include <string_view>

namespace freezer::mariadb {

/// The table that holds the schema version, and tells that the database is a store.
inline constexpr std::string_view kVersionTable = "freezer_schema";

/// The migrations from an empty database to the current schema, oldest first. Released migrations
/// are never changed. Statements that change tables are not undone by a rollback, so each migration
/// can run again after it was interrupted. Statements end with ";" at the end of a line. A test
/// compares the resulting columns and indexes with resource.cpp.
std::span<const std::string_view> migrations();

}  // namespace freezer::mariadb
