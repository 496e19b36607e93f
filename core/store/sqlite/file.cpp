#include "core/store/sqlite/file.h"

#include <Poco/Data/DataException.h>
#include <Poco/Data/SQLite/SQLiteException.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "core/store/sqlite/migrations.h"

namespace freezer::sqlite {
namespace {

namespace fs = std::filesystem;

std::string reason(int error) {
  return std::generic_category().message(error);
}

/// What root makes in the folder of a service's user is to be that user's, or the
/// service could not open it.
void giveToFolderOwner(int descriptor, const fs::path& file) {
  if (::geteuid() != 0) return;
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  struct stat owner {};
  if (::stat(folder.c_str(), &owner) != 0) return;
  // Where it does not succeed, the file is root's as any other: nothing else depends on it.
  static_cast<void>(::fchown(descriptor, owner.st_uid, owner.st_gid) == 0);
}

}  // namespace

Error unusable(const fs::path& file, const std::string& why, std::string detail, Role role) {
  const std::string_view what = role == Role::Store ? "store" : "copy";
  return {ErrorCode::StoreFailure,
          "the " + std::string(what) + " " + file.string() + " cannot be used: " + why,
          {},
          std::move(detail)};
}

Error storeError(const Poco::Exception& failure, const fs::path& file, Role role) {
  namespace sqlite = Poco::Data::SQLite;
  const std::string detail = failure.displayText();
  const auto is = [&]<typename Exception>(const Exception* /*tag*/) {
    return dynamic_cast<const Exception*>(&failure) != nullptr;
  };
  if (is(static_cast<sqlite::DBLockedException*>(nullptr)) ||
      is(static_cast<sqlite::TableLockedException*>(nullptr))) {
    return {ErrorCode::StoreBusy,
            "the store is busy: another program is writing to it; try again",
            {},
            detail};
  }
  if (is(static_cast<sqlite::CorruptImageException*>(nullptr)) ||
      detail.find("not a database") != std::string::npos) {
    return unusable(file, "it is not an SQLite database, or it is damaged", detail, role);
  }
  if (is(static_cast<sqlite::DatabaseFullException*>(nullptr))) {
    return unusable(file, "the disk is full", detail, role);
  }
  if (is(static_cast<sqlite::ReadOnlyException*>(nullptr))) {
    return unusable(file, "it is read-only", detail, role);
  }
  if (is(static_cast<sqlite::CantOpenDBFileException*>(nullptr)) ||
      is(static_cast<Poco::Data::ConnectionFailedException*>(nullptr))) {
    return unusable(file, "it cannot be opened", detail, role);
  }
  if (is(static_cast<sqlite::IOErrorException*>(nullptr))) {
    return unusable(file, "the disk failed, or has no space left", detail, role);
  }
  return unusable(file, "SQLite failed", detail, role);
}

Result<void> prepareFile(const fs::path& file, bool create) {
  std::error_code failure;
  if (!fs::exists(file, failure)) {
    if (!create) return unusable(file, "there is no such file; `db init` makes it");
    const fs::path folder = file.parent_path();
    if (!folder.empty() && !fs::exists(folder, failure)) {
      fs::create_directories(folder, failure);
      if (failure) return unusable(file, "its folder cannot be made: " + failure.message());
      fs::permissions(folder, fs::perms::owner_all, failure);
    }
    constexpr mode_t kOwnerOnly = 0600;
    const int descriptor = ::open(file.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, kOwnerOnly);
    if (descriptor < 0) return unusable(file, "it cannot be made: " + reason(errno));
    giveToFolderOwner(descriptor, file);
    ::close(descriptor);
  }
  if (!fs::is_regular_file(file, failure)) return unusable(file, "it is not a file");
  if (::access(file.c_str(), R_OK | W_OK) != 0) {
    return unusable(file, "it cannot be written: " + reason(errno));
  }
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  if (::access(folder.c_str(), W_OK | X_OK) != 0) {
    return unusable(
        file, "its folder, where SQLite keeps its journal, cannot be written: " + reason(errno));
  }
  return {};
}

Result<SchemaVersion> readSchemaVersion(Connection& connection, const fs::path& file, Role role) {
  const auto application = connection.integers("PRAGMA application_id").at(0);
  const auto version = connection.integers("PRAGMA user_version").at(0);
  const auto tables = connection.integers("SELECT count(*) FROM sqlite_schema").at(0);
  if (application != kApplicationId && (application != 0 || tables != 0)) {
    return unusable(file, "it is the database of another program", {}, role);
  }
  const SchemaVersion found{static_cast<int>(version), static_cast<int>(migrations().size())};
  if (found.current > found.latest) {
    return unusable(file,
                    "its schema version " + std::to_string(found.current) +
                        " is newer than this program, which knows versions up to " +
                        std::to_string(found.latest) + "; use a newer freezer-api",
                    {}, role);
  }
  return found;
}

Result<void> upgrade(Connection& connection, const fs::path& file) {
  // Read again inside the transaction: another program may have been quicker.
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
