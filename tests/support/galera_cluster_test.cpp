#include "tests/support/galera_cluster.h"

#include <gtest/gtest.h>

#include "tests/support/await.h"

namespace freezer::test {
namespace {

TEST(GaleraCluster, SurvivesTheKillOfANode) {
  GaleraCluster cluster({.providerOptions = kQuickDetection});
  const std::string database = cluster.node(0).newDatabase();
  const std::string notes = database + ".notes";
  cluster.node(0).execute("CREATE TABLE " + notes + " (id INT PRIMARY KEY)");
  cluster.node(0).execute("INSERT INTO " + notes + " VALUES (1)");
  const auto shows = [&](std::size_t index, const Words& rows) {
    try {
      return cluster.node(index).texts("SELECT id FROM " + notes) == rows;
    } catch (const std::runtime_error&) {
      return false;  // The node has not made the table yet.
    }
  };
  const auto arrives = [&](std::size_t index, const Words& rows) {
    return await([&] { return shows(index, rows); });
  };
  EXPECT_TRUE(arrives(2, {"1"}));

  cluster.node(0).kill();
  cluster.awaitSynced(1, 2);
  cluster.node(1).execute("INSERT INTO " + notes + " VALUES (2)");
  EXPECT_TRUE(arrives(2, {"1", "2"}));

  cluster.restart(0);
  EXPECT_TRUE(arrives(0, {"1", "2"}));
}

TEST(GaleraCluster, GoesOnWithoutQuorumWhenBootstrapped) {
  GaleraCluster cluster({.nodes = 2, .providerOptions = kQuickDetection});
  const std::string database = cluster.node(1).newDatabase();
  cluster.node(0).kill();
  ASSERT_TRUE(await([&] { return cluster.status(1, "wsrep_cluster_status") == "non-Primary"; }));
  EXPECT_THROW(cluster.node(1).newDatabase(), std::runtime_error);

  cluster.bootstrapAgain(1);
  cluster.node(1).execute("CREATE TABLE " + database + ".notes (id INT PRIMARY KEY)");
  cluster.restart(0);
  EXPECT_EQ(cluster.node(0).texts("SHOW TABLES IN " + database), Words{"notes"});
}

}  // namespace
}  // namespace freezer::test
