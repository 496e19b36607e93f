#include "tests/support/mariadb_server.h"

#include <gtest/gtest.h>

#include <chrono>
#include <future>

namespace freezer::test {
namespace {

TEST(MariadbServer, HasItsDataAfterAKill) {
  MariadbServer server;
  const std::string database = server.newDatabase();
  server.execute("CREATE TABLE " + database + ".notes (text VARCHAR(20))");
  server.execute("INSERT INTO " + database + ".notes VALUES ('kept 🧊')");

  server.kill();
  EXPECT_FALSE(server.isRunning());
  EXPECT_FALSE(server.answers());
  EXPECT_THROW(server.execute("SELECT 1"), std::runtime_error);

  server.start();
  EXPECT_EQ(server.texts("SELECT text FROM " + database + ".notes"), Words{"kept 🧊"});
}

TEST(MariadbServer, DoesNotAnswerWhilePaused) {
  MariadbServer server({.isDurable = false});
  server.pause();
  auto texts = std::async(std::launch::async, [&] { return server.texts("SELECT 1"); });
  EXPECT_EQ(texts.wait_for(std::chrono::milliseconds(200)), std::future_status::timeout);
  EXPECT_TRUE(server.isRunning());
  server.resume();
  EXPECT_EQ(texts.get(), Words{"1"});
}

TEST(MariadbServer, TakesFurtherOptions) {
  const MariadbServer server({.isDurable = false, .more = {"--max-connections=17"}});
  EXPECT_EQ(server.texts("SELECT @@max_connections"), Words{"17"});
}

TEST(MariadbServer, IsDurableUnlessAskedOtherwise) {
  const std::string setting = "SELECT @@innodb_flush_log_at_trx_commit";
  EXPECT_EQ(MariadbServer().texts(setting), Words{"1"});
  EXPECT_EQ(MariadbServer({.isDurable = false}).texts(setting), Words{"0"});
}

}  // namespace
}  // namespace freezer::test
