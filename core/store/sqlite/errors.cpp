#include "core/store/sqlite/errors.h"

#include <Poco/Data/DataException.h>
#include <Poco/Data/SQLite/SQLiteException.h>

#include <utility>

#include "core/store/sqlite/opened_file.h"

namespace freezer::sqlite {

namespace fs = std::filesystem;

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
  if (is(static_cast<FileReplaced*>(nullptr))) {
    return {ErrorCode::Unavailable,
            "the store was deleted or replaced while it was open; restart to use the file that is "
            "there now",
            {},
            file.string() + ' ' + failure.message()};
  }
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

}  // namespace freezer::sqlite
