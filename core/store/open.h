#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "core/result.h"
#include "core/store/store.h"

namespace freezer {

/// How a store is opened.
struct StoreOptions {
  bool create = true;        ///< Create the store if it does not exist.
  bool upgrade = true;       ///< Apply the missing migrations.
  int busyTimeoutMs = 5000;  ///< How long to wait for another writer.
};

/// The version of a schema.
struct SchemaVersion {
  int current = 0;  ///< Of the store; 0: empty.
  int latest = 0;   ///< Of this program.
};

/// Opens the store that `url` names as oslo.db writes it: sqlite:///relative or
/// sqlite:////absolute. InvalidRequest for any other URL; StoreFailure, saying
/// what to do, when it cannot be used or is newer than this program.
Result<std::unique_ptr<Store>> openStore(const std::string& url, const StoreOptions& options = {});

/// The schema version of the store at `url`; it must exist.
Result<SchemaVersion> schemaVersion(const std::string& url);

/// The file that a SQLite URL names. InvalidRequest for any other URL; as it may hold a password,
/// the message does not repeat it.
Result<std::filesystem::path> sqliteFile(const std::string& url);

}  // namespace freezer
