#pragma once

#include <sqlite3.h>

namespace freezer::sqlite {

/// Adds the SQL functions that statements of this service call:
///
/// - checksum(id, project_id, user_id, version, created_at, updated_at, sidecar, document): see
///   checksumOf().
/// - json_integer(text, pointer): the integer at a JSON pointer (RFC 6901), or NULL for any other
///   value and for text that is not JSON. It takes a third of the time of SQLite's own functions.
void addFunctions(sqlite3* connection);

}  // namespace freezer::sqlite
