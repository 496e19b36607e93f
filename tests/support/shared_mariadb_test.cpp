#include "tests/support/shared_mariadb.h"

#include <gtest/gtest.h>

#include "tests/support/process.h"

namespace freezer::test {
namespace {

/// Runs an SQL statement as the account of the URLs, by Debian's client and TCP.
Outcome runAsUser(const std::string& database, const std::string& sql) {
  return runProcess({"/usr/bin/mariadb", "--no-defaults", "--protocol=tcp", "--host=127.0.0.1",
                     "--port=" + std::to_string(sharedMariadb().port()),
                     std::string("--user=") + MariadbAdmin::kUser,
                     std::string("--password=") + MariadbAdmin::kPassword, "--skip-column-names",
                     "--execute=" + sql, database},
                    {});
}

TEST(SharedMariadb, GivesEachTestADatabaseOfItsOwn) {
  const std::string one = sharedMariadb().newDatabase();
  const std::string other = sharedMariadb().newDatabase();
  EXPECT_NE(one, other);
  EXPECT_EQ(sharedMariadb().url(one), "mysql+pymysql://freezer:p%40ss%3Aw%2Frd@127.0.0.1:" +
                                          std::to_string(sharedMariadb().port()) + "/" + one +
                                          "?charset=utf8mb4");
}

TEST(SharedMariadb, LetsTheAccountOfTheUrlUseTheseDatabasesOnly) {
  const std::string database = sharedMariadb().newDatabase();
  EXPECT_EQ(runAsUser(database, "CREATE TABLE t (a INT); SELECT @@character_set_database").out,
            "utf8mb4\n");
  EXPECT_EQ(sharedMariadb().texts("SHOW TABLES IN " + database), std::vector<std::string>{"t"});
  EXPECT_NE(runAsUser("mysql", "SELECT 1").status, 0);
}

}  // namespace
}  // namespace freezer::test
