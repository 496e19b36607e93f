#pragma once

#include <filesystem>
#include <memory>

#include "core/result.h"
#include "core/store/maintenance.h"
#include "core/store/sql/open_transaction.h"
#include "core/store/sqlite/connection.h"
#include "core/store/store.h"

namespace freezer::sqlite {

/// A copy of a store, verified and open for reading in one transaction: it belongs to this program,
/// is undamaged and complete, and is not newer than this program.
class WholeCopy {
 public:
  /// InvalidRequest if `file` cannot be read; StoreFailure, with the faults, if it is not a valid
  /// copy.
  static Result<std::unique_ptr<WholeCopy>> open(const std::filesystem::path& file);

  Connection& connection() { return connection_; }
  const Counts& counts() const { return counts_; }

 private:
  explicit WholeCopy(const std::filesystem::path& file);
  Result<void> check(const std::filesystem::path& file);

  Connection connection_;
  sql::OpenTransaction view_;
  Counts counts_;
};

}  // namespace freezer::sqlite
