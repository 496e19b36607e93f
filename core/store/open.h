#pragma once

#include <memory>
#include <string>

#include "core/result.h"
#include "core/store/store.h"

namespace freezer {

/// Options for opening a store.
struct StoreOptions {
  bool create = true;        ///< Create the store if it does not exist.
  bool createFolder = true;  ///< With `create`: create its folder as well.
  bool upgrade = true;       ///< Apply the missing migrations.
  int busyTimeoutMs = 5000;  ///< How long to wait for another writer.
};

/// The version of a schema.
struct SchemaVersion {
  int current = 0;  ///< Of the store; 0: empty.
  int latest = 0;   ///< Of this program.
};

/// Opens the store at `url`, in the syntax of oslo.db: sqlite:///relative, sqlite:////absolute or
/// mysql+pymysql://user:password@host/database. InvalidRequest for any other URL; StoreFailure,
/// with a remedy in the message, if the store cannot be used or is newer than this program.
Result<std::unique_ptr<Store>> openStore(const std::string& url, const StoreOptions& options = {});

/// The schema version of the store at `url`, which must exist.
Result<SchemaVersion> schemaVersion(const std::string& url);

}  // namespace freezer
