#include "tests/support/reused_database.h"

#include <stdexcept>

#include "tests/support/shared_mariadb.h"

namespace freezer::test {

ReusedDatabase::ReusedDatabase() : session_(sharedMariadb().socket()) {
  take();
  session_.execute("CREATE DATABASE IF NOT EXISTS " + name_);
  session_.execute("USE " + name_);
  empty();
}

ReusedDatabase::~ReusedDatabase() {
  try {
    // The end of the connection releases it as well, but some time after this process has seen it.
    session_.execute("DO release_lock('" + name_ + "')");
  } catch (const std::runtime_error&) {
    // The server has gone, and the lock with it.
  }
}

std::string ReusedDatabase::url() const {
  return sharedMariadb().url(name_);
}

void ReusedDatabase::take() {
  for (int number = 1;; ++number) {
    name_ = "freezer_reused_" + std::to_string(number);
    if (session_.texts("SELECT get_lock('" + name_ + "', 0)").at(0) == "1") return;
  }
}

void ReusedDatabase::empty() {
  session_.execute("SET foreign_key_checks = 0");
  session_.execute("START TRANSACTION");
  for (const std::string& table : session_.texts("SHOW TABLES")) {
    // These two have rows from the beginning.
    if (table == "freezer_schema") continue;
    if (table == "creation_order") {
      session_.execute("UPDATE creation_order SET number = 0");
    } else {
      session_.execute("DELETE FROM " + table);
    }
  }
  session_.execute("COMMIT");
}

}  // namespace freezer::test
