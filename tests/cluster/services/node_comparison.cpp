#include "tests/cluster/services/node_comparison.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "core/resource.h"
#include "tests/support/await.h"

namespace freezer::test {
namespace {

bool haveAppliedTheSame(const GaleraCluster& cluster) {
  std::set<std::string> positions;
  for (std::size_t i = 0; i < cluster.size(); ++i)
    positions.insert(cluster.status(i, "wsrep_last_committed"));
  return positions.size() == 1 && !positions.contains("");
}

}  // namespace

void expectEqualNodes(GaleraCluster& cluster, const std::string& database) {
  EXPECT_TRUE(await([&] { return haveAppliedTheSame(cluster); }));
  for (const Resource& resource : resources()) {
    // The checksum covers the whole document, and its owner, version and times.
    const std::string rows = "SELECT concat_ws(' ', seq, id, version, checksum) FROM " + database +
                             "." + std::string(resource.plural) + " ORDER BY seq";
    const std::vector<std::string> first = cluster.node(0).texts(rows);
    for (std::size_t i = 1; i < cluster.size(); ++i)
      EXPECT_TRUE(cluster.node(i).texts(rows) == first)
          << resource.plural << " of the database node " << i << " differ";
  }
}

}  // namespace freezer::test
