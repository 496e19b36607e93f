#pragma once

#include <algorithm>
#include <iterator>
#include <regex>
#include <string>
#include <vector>

#include "tests/core/store/database.h"

namespace freezer::test {

/// The steps from each schema version back to the version before, the step from version 2 first.
/// An upgrade makes the same documents again.
inline constexpr const char* kStepsBack[] = {
    "DROP TABLE tokens; DROP TABLE role_assignments; DROP TABLE projects; DROP TABLE users;",
    "UPDATE jobs SET session_id = NULL, doc = json_set(doc, '$.session_id', NULL,"
    " '$.session_tag', NULL) WHERE session_id = '';",
    "ALTER TABLE backups DROP COLUMN checksum; ALTER TABLE clients DROP COLUMN checksum;"
    "ALTER TABLE jobs DROP COLUMN checksum; ALTER TABLE actions DROP COLUMN checksum;"
    "ALTER TABLE sessions DROP COLUMN checksum;",
    "DROP TABLE client_polls;",
    "ALTER TABLE backups DROP COLUMN updated_by; ALTER TABLE clients DROP COLUMN updated_by;"
    "ALTER TABLE jobs DROP COLUMN updated_by; ALTER TABLE actions DROP COLUMN updated_by;"
    "ALTER TABLE sessions DROP COLUMN updated_by;"};

/// The lines of an export without what makeOlder() loses, sorted: who made the last change.
inline std::vector<std::string> withoutUsers(std::vector<std::string> lines) {
  static const std::regex kUser(R"re(,"updated_by":"[^"]*")re");
  for (std::string& line : lines) line = std::regex_replace(line, kUser, "");
  std::ranges::sort(lines);
  return lines;
}

/// The number of schema versions before the current one. A test compares it with the migrations.
inline constexpr int kOlderSchemas = std::size(kStepsBack);

/// Turns a store of the current schema version into one of an older version, from 1.
inline void makeOlder(Database& database, int version) {
  for (int step = kOlderSchemas; step >= version; --step) database.execute(kStepsBack[step - 1]);
  database.execute("PRAGMA user_version = " + std::to_string(version));
}

}  // namespace freezer::test
