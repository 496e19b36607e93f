#include "core/store/sqlite/whole_copy.h"

#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

#include "core/store/sqlite/errors.h"
#include "core/store/sqlite/file.h"
#include "core/store/sqlite/inspect.h"
#include "core/store/sqlite/schema.h"

namespace freezer::sqlite {
namespace {

namespace fs = std::filesystem;

Error cannotRead(const fs::path& file, const std::string& why) {
  return {ErrorCode::InvalidRequest, "cannot read " + file.string() + ": " + why};
}

}  // namespace

WholeCopy::WholeCopy(const fs::path& file)
    : connection_(Connection::ReadOnly(), file.string(), StoreOptions().busyTimeoutMs),
      view_(connection_, {"BEGIN", "COMMIT", "ROLLBACK"}) {}

Result<std::unique_ptr<WholeCopy>> WholeCopy::open(const fs::path& file) try {
  if (::access(file.c_str(), R_OK) != 0) {
    return cannotRead(file, std::generic_category().message(errno));
  }
  std::error_code failure;
  if (!fs::is_regular_file(file, failure)) return cannotRead(file, "it is not a file");
  std::unique_ptr<WholeCopy> copy(new WholeCopy(file));
  if (const auto checked = copy->check(file); !checked) return checked.error();
  return copy;
} catch (const Failure& failure) {
  return storeError(failure, file, Role::Copy);
}

Result<void> WholeCopy::check(const fs::path& file) {
  const auto version = readSchemaVersion(connection_, file, Role::Copy);
  if (!version) return version.error();
  if (version.value().current == 0) return unusable(file, "it is empty", {}, Role::Copy);
  // SQLite reads missing bytes of the last page as zeros.
  if (bytesOf(file) % connection_.integers("PRAGMA page_size").at(0) != 0) {
    return unusable(file, "it is truncated", {}, Role::Copy);
  }
  Findings damage;
  findDamage(connection_, damage);
  if (!damage.lines().empty()) {
    Error error = unusable(file, "it is damaged", {}, Role::Copy);
    for (const std::string& line : damage.lines()) error.faults.push_back({"", line});
    return error;
  }
  counts_ = countAll(connection_);
  return {};
}

}  // namespace freezer::sqlite
