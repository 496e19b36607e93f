#include "core/store/mariadb/errors.h"

#include <errmsg.h>
#include <mysqld_error.h>

#include <cstdlib>
#include <utility>

namespace freezer::mariadb {
namespace {

Failure::Kind kindOf(unsigned number) {
  switch (number) {
    case ER_LOCK_DEADLOCK:  // Also refused by the other nodes of a cluster.
    case ER_LOCK_WAIT_TIMEOUT:
    case ER_QUERY_INTERRUPTED:  // Another node of the cluster has changed the same row.
    case ER_SP_DOES_NOT_EXIST:  // The same, of a savepoint: see Connection::startWriting().
      return Failure::Kind::Conflict;
    case ER_DUP_ENTRY:
    case ER_DUP_ENTRY_WITH_KEY_NAME: return Failure::Kind::Duplicate;
    case CR_SERVER_GONE_ERROR:
    case CR_SERVER_LOST:
    case CR_SERVER_LOST_EXTENDED:
    case ER_CONNECTION_KILLED:
    case ER_SERVER_SHUTDOWN: return Failure::Kind::Lost;
    case ER_UNKNOWN_COM_ERROR:  // The node is not part of a cluster with a majority.
    case ER_CON_COUNT_ERROR:
    case ER_TOO_MANY_USER_CONNECTIONS:
    case ER_USER_LIMIT_REACHED:
    case ER_OUT_OF_RESOURCES: return Failure::Kind::Unavailable;
    case ER_STATEMENT_TIMEOUT: return Failure::Kind::Busy;
    case ER_ACCESS_DENIED_ERROR:
    case ER_ACCESS_DENIED_NO_PASSWORD_ERROR:
    case ER_DBACCESS_DENIED_ERROR:
    case ER_TABLEACCESS_DENIED_ERROR:
    case ER_SPECIFIC_ACCESS_DENIED_ERROR:
    case ER_HOST_NOT_PRIVILEGED:
    case ER_BAD_DB_ERROR: return Failure::Kind::Refused;
    case CR_CONNECTION_ERROR:
    case CR_CONN_HOST_ERROR:
    case CR_UNKNOWN_HOST:
    case CR_SSL_CONNECTION_ERROR: return Failure::Kind::CannotOpen;
    case ER_RECORD_FILE_FULL:
    case ER_DISK_FULL: return Failure::Kind::Full;
    case ER_OPTION_PREVENTS_STATEMENT:
    case ER_READ_ONLY_MODE:
    case ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION: return Failure::Kind::ReadOnly;
    case ER_DATA_TOO_LONG:
    case ER_NET_PACKET_TOO_LARGE:
    case CR_NET_PACKET_TOO_LARGE:
    case ER_TOO_BIG_ROWSIZE: return Failure::Kind::TooLong;
    case ER_NOT_KEYFILE:
    case ER_CRASHED_ON_USAGE:
    case ER_INDEX_CORRUPT: return Failure::Kind::Corrupt;
    case ER_GET_ERRNO:
    case ER_ERROR_ON_WRITE:
    case ER_ERROR_ON_READ: return Failure::Kind::Io;
    default: return Failure::Kind::Other;
  }
}

}  // namespace

Failure failureOf(unsigned number, const std::string& text) {
  return {kindOf(number), "MariaDB error " + std::to_string(number) + ": " + text};
}

Error unusable(const Address& address, const std::string& why, std::string detail,
               std::string_view what) {
  return {ErrorCode::StoreFailure,
          "the " + std::string(what) + " " + address.shown() + " cannot be used: " + why,
          {},
          std::move(detail)};
}

Error storeError(const Failure& failure, const Address& address, std::string_view what) {
  const std::string detail = failure.what();
  const auto because = [&](const std::string& why) { return unusable(address, why, detail, what); };
  const auto later = [&](const std::string& why) {
    return Error{ErrorCode::StoreBusy,
                 "the " + std::string(what) + " is busy: " + why + "; try again",
                 {},
                 detail};
  };
  switch (failure.kind()) {
    case Failure::Kind::Conflict: return later("other changes of the same documents came first");
    case Failure::Kind::Busy: return later("the server did not answer in time");
    case Failure::Kind::Lost: return later("the connection to the server was lost");
    case Failure::Kind::Unavailable: return later("the server takes no work at the moment");
    case Failure::Kind::TooLong:
      return Error{ErrorCode::TooLarge,
                   "the document is larger than the store accepts, or its id or owner is longer "
                   "than 255 characters (raise max_allowed_packet of the server)",
                   {},
                   detail};
    case Failure::Kind::Refused:
      return because("the server refuses the user " + address.user +
                     ", or there is no such database; check user, password and database of the "
                     "URL, and the user's rights");
    case Failure::Kind::CannotOpen:
      return because(
          "no connection to the server; check its address, whether it runs, and the "
          "TLS files of the URL");
    case Failure::Kind::Corrupt: return because("the server reports damaged data; see its log");
    case Failure::Kind::Full: return because("the server has no space left");
    case Failure::Kind::ReadOnly: return because("the server is read-only");
    case Failure::Kind::Io: return because("the server's disk failed, or has no space left");
    case Failure::Kind::Duplicate:
    case Failure::Kind::Deferred:
    case Failure::Kind::Interrupted:
    case Failure::Kind::Replaced:
    case Failure::Kind::Other: return because("the server failed; see the log");
  }
  std::abort();  // Not reached: every kind has a case.
}

}  // namespace freezer::mariadb
