#pragma once

#include "tests/support/mariadb_admin.h"

namespace freezer::test {

/// A running MariaDB server without syncs that tests share, each with a database of its own by
/// newDatabase(). Tests must neither stop it nor change its global variables.
///
/// CTest starts it once for all processes: `freezer_add_tests(TARGET MARIADB)` sets the environment
/// variable FREEZER_TEST_MARIADB to the file that names its address. Without this variable, as in a
/// test program run by hand, the first call starts a server, which ends with this process. That
/// call must come from a thread that lasts as long as the server is needed.
const MariadbAdmin& sharedMariadb();

}  // namespace freezer::test
