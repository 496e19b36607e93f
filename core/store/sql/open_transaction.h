#pragma once

#include "core/store/sql/connection.h"
#include "core/store/sql/failure.h"

namespace freezer::sql {

/// A transaction or savepoint of a connection. The destructor rolls it back unless it was
/// committed.
class OpenTransaction {
 public:
  /// The statements that begin and end it.
  struct Statements {
    const char* begin;
    const char* commit;
    const char* undo;
  };

  OpenTransaction(Connection& connection, const Statements& statements)
      : connection_(connection), statements_(statements) {
    connection_.execute(statements_.begin);
  }
  OpenTransaction(const OpenTransaction&) = delete;
  OpenTransaction& operator=(const OpenTransaction&) = delete;
  ~OpenTransaction() {
    if (committed_) return;
    try {
      connection_.executeScript(statements_.undo);
    } catch (const Failure&) {
      // The database has already rolled it back.
    }
  }

  void commit() {
    connection_.execute(statements_.commit);
    committed_ = true;
  }

 private:
  Connection& connection_;
  const Statements statements_;
  bool committed_ = false;
};

}  // namespace freezer::sql
