#pragma once

#include <string>

#include "tests/support/galera_cluster.h"

namespace freezer::test {

/// Waits until all database nodes have applied the same transactions, and expects that each has the
/// same documents, links and versions. Valid while nobody writes.
void expectEqualNodes(GaleraCluster& cluster, const std::string& database);

}  // namespace freezer::test
