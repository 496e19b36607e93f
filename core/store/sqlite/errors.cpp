#include "core/store/sqlite/errors.h"

#include <sqlite3.h>

#include <cstdlib>
#include <utility>

namespace freezer::sqlite {
namespace {

namespace fs = std::filesystem;

Failure::Kind kindOf(int code, int extended) {
  switch (code) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return Failure::Kind::Busy;
    case SQLITE_INTERRUPT: return Failure::Kind::Interrupted;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return Failure::Kind::Corrupt;
    case SQLITE_FULL: return Failure::Kind::Full;
    case SQLITE_READONLY: return Failure::Kind::ReadOnly;
    case SQLITE_CANTOPEN: return Failure::Kind::CannotOpen;
    case SQLITE_IOERR: return Failure::Kind::Io;
    case SQLITE_TOOBIG: return Failure::Kind::TooLong;
    case SQLITE_CONSTRAINT:
      return extended == SQLITE_CONSTRAINT_UNIQUE || extended == SQLITE_CONSTRAINT_PRIMARYKEY
                 ? Failure::Kind::Duplicate
                 : Failure::Kind::Other;
    default: return Failure::Kind::Other;
  }
}

std::string nameOf(Role role) {
  switch (role) {
    case Role::Store: return "store";
    case Role::Copy: return "copy";
    case Role::Foreign: return "database";
  }
  std::abort();  // Not reached: every role has a case.
}

}  // namespace

Error unusable(const fs::path& file, const std::string& why, std::string detail, Role role) {
  return {ErrorCode::StoreFailure,
          "the " + nameOf(role) + " " + file.string() + " cannot be used: " + why,
          {},
          std::move(detail)};
}

Error storeError(const Failure& failure, const fs::path& file, Role role) {
  const std::string detail = failure.what();
  const auto because = [&](const char* why) { return unusable(file, why, detail, role); };
  switch (failure.kind()) {
    case Failure::Kind::Replaced:
      return {ErrorCode::Unavailable,
              "the store was deleted or replaced while it was open; restart to use the file that "
              "is there now",
              {},
              file.string() + ' ' + detail};
    case Failure::Kind::Busy:
    case Failure::Kind::Conflict:
    case Failure::Kind::Unavailable:
      return {ErrorCode::StoreBusy,
              "the " + nameOf(role) + " is busy: another program is writing to it; try again",
              {},
              detail};
    case Failure::Kind::Corrupt: return because("it is not an SQLite database, or it is damaged");
    case Failure::Kind::Full: return because("the disk is full");
    case Failure::Kind::ReadOnly: return because("it is read-only");
    case Failure::Kind::Refused:
    case Failure::Kind::CannotOpen: return because("it cannot be opened");
    case Failure::Kind::Io: return because("the disk failed, or has no space left");
    case Failure::Kind::Duplicate:
    case Failure::Kind::Deferred:
    case Failure::Kind::Interrupted:
    case Failure::Kind::Lost:
    case Failure::Kind::TooLong:
    case Failure::Kind::Other: return because("SQLite failed");
  }
  std::abort();  // Not reached: every kind has a case.
}

Failure failureOf(sqlite3* database, int code) {
  constexpr int kPrimary = 0xFF;
  const int extended = sqlite3_extended_errcode(database);
  return {kindOf(code & kPrimary, extended),
          std::string(sqlite3_errstr(code)) + ": " + sqlite3_errmsg(database)};
}

}  // namespace freezer::sqlite
