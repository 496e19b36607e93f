#pragma once

#include <string>

#include "tests/support/mariadb_session.h"

namespace freezer::test {

/// A database of sharedMariadb() in which every table of a store is empty. It belongs to this
/// object while it lives; then other tests of any process use it again, because to delete the rows
/// of a database takes a tenth of the time that its tables take to be created. The tables are
/// absent if no test has used the database before. Tests must not change them: see newDatabase().
class ReusedDatabase {
 public:
  ReusedDatabase();
  ReusedDatabase(const ReusedDatabase&) = delete;
  ReusedDatabase& operator=(const ReusedDatabase&) = delete;
  ~ReusedDatabase();

  const std::string& name() const { return name_; }
  std::string url() const;

 private:
  /// Takes the lock of a name that is free.
  void take();
  void empty();

  MariadbSession session_;  // It has the lock.
  std::string name_;
};

}  // namespace freezer::test
