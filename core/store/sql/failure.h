#pragma once

#include <stdexcept>
#include <string>

namespace freezer::sql {

/// Why a statement or a connection failed. Thrown by connections and statements, and caught where
/// the engine is entered, which turns it into an Error or runs a transaction again. What it says is
/// for the log only.
class Failure : public std::runtime_error {
 public:
  enum class Kind {
    Busy,         ///< Another writer has the store or a row for too long.
    Conflict,     ///< The transaction was rolled back because of another one: run it again.
    Duplicate,    ///< A unique value exists. Only the statement was undone.
    Deferred,     ///< The same, of a statement that was executed later: run the transaction again.
    Interrupted,  ///< Connection::Watch ended the statement.
    Lost,         ///< The connection ended; the outcome of a commit is unknown.
    Unavailable,  ///< The server is there, but takes no work at the moment.
    Refused,      ///< The server does not let this user in, or not to this database.
    CannotOpen,   ///< The file or the server cannot be reached.
    Corrupt,      ///< The data are damaged, or not those of the engine.
    Full,         ///< No space is left.
    ReadOnly,     ///< Writes are not possible.
    Io,           ///< The disk failed.
    TooLong,      ///< A value is larger than its column, or than the server accepts.
    Replaced,     ///< The file of the store was deleted or replaced.
    Other,
  };

  Failure(Kind kind, const std::string& detail) : std::runtime_error(detail), kind_(kind) {}

  Kind kind() const { return kind_; }

 private:
  Kind kind_;
};

}  // namespace freezer::sql
