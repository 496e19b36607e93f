#include "tests/bench/rows.h"

namespace freezer::bench {
namespace {

using enum Row::Bound;

constexpr std::string_view kPoco = "bare Poco answering the same bytes";
constexpr std::string_view kPython = "the Python service";
constexpr std::string_view kPythonOnMariadb = "the Python service on the same MariaDB";
constexpr std::string_view kSmall = "the same over 10,000 documents";

constexpr std::string_view kShell = "sqlite3 with the same SELECT";

constexpr Row kRows[] = {
    {"get-one", "GET one backup of 100,000, 64 connections", AtLeast, 0.80, "x", kPoco,
     getOneAgainstPoco},
    {"list", "list of 100 backups, 64 connections", AtLeast, 0.80, "x", kPoco, listAgainstPoco},
    {"poll", "poll of a scheduler, 10,000 clients with 3 jobs each, 64 connections", AtLeast, 0.60,
     "x", kPoco, pollAgainstPoco},
    {"keystone", "processor time of GET one backup of 100,000 with a cached token", AtMost, 1.10,
     "x", "the same under noauth", cachedTokenAgainstNoauth},
    {"post-64", "durable POST of a 1 KB backup, 64 connections", AtLeast, 0.50, "x",
     "SQLite's C API, 64 rows a transaction", postsOfManyAgainstSqlite},
    {"post-1", "durable POST of a 1 KB backup, 1 connection", AtLeast, 0.70, "x",
     "SQLite's C API, 1 row a transaction", postsOfOneAgainstSqlite},
    {"patch-16", "durable PATCH of a job, 16 connections", AtLeast, 0.20, "x",
     "SQLite's C API, 64 rows a transaction", patchesAgainstSqlite},
    {"python-get-one", "GET one backup, 16 connections", AtLeast, 40, "x", kPython,
     getOneAgainstPython, true},
    {"python-patch-job", "PATCH job, 16 connections", AtLeast, 32, "x", kPython,
     patchJobAgainstPython, true},
    {"python-session", "session start and end, 16 connections", AtLeast, 40, "x", kPython,
     sessionsAgainstPython, true},
    {"large-search", "search on a promoted field, 1,000,000 documents", AtMost, 1.3, "x", kSmall,
     searchInManyDocuments},
    {"large-page", "page at any marker, 1,000,000 documents", AtMost, 1.3, "x", kSmall,
     pageOfManyDocuments},
    {"large-get-one", "GET one, 1,000,000 documents", AtMost, 1.3, "x", kSmall,
     getOneOfManyDocuments},
    {"scan", "search on another key, 1,000,000 documents, no hit, flat memory", AtMost, 1.2, "x",
     "the engine's own scan", scanOfManyDocuments},
    {"memory", "VmRSS after 1,000,000 requests, 1,000,000 documents, 64 connections, no growth",
     AtMost, 64, "MB", "", memoryAfterManyRequests},
    {"start", "start to first answer, 1,000,000 documents", AtMost, 100, "ms", "",
     startToFirstAnswer},
    {"schedulers", "p99 with 10,000 schedulers polling each minute and 200 updates a second",
     AtMost, 50, "ms", "", manySchedulers},
    {"command-show", "wall time of `backups show` on 100,000 backups", AtMost, 2, "x", kShell,
     showAgainstSqliteShell},
    {"command-list", "wall time of `backups list --limit 10` on 100,000 backups", AtMost, 2, "x",
     kShell, listAgainstSqliteShell},
    {"import", "import of 100,000 backups of 1 KB", AtLeast, 0.50, "x",
     "sqlite3's .import of the same rows into the same table", importAgainstSqliteShell},
    {"import-memory", "growth of import's memory from 50,000 documents to 200,000", AtMost, 1, "MB",
     "", memoryOfImport},
    {"export-memory", "growth of export's memory from 10,000 documents to 100,000", AtMost, 1, "MB",
     "", memoryOfExport},
    {"python-import", "import of 100,000 documents from the Python service's database", AtLeast,
     5000, "documents/s", "", importFromPython},
    {"python-import-memory", "growth of this import's memory from 20,000 documents to 100,000",
     AtMost, 1, "MB", "", memoryOfImportFromPython},
    {"mariadb-python-import",
     "import of 100,000 documents from the Python service's database into MariaDB", AtLeast, 5000,
     "documents/s", "", importFromPythonIntoMariadb},
    {"mariadb-python-get-one", "GET one backup on MariaDB, 16 connections", AtLeast, 10, "x",
     kPythonOnMariadb, getOneOnMariadbAgainstPython, true},
    {"mariadb-python-list", "list of 10 backups on MariaDB, 16 connections", AtLeast, 10, "x",
     kPythonOnMariadb, listOnMariadbAgainstPython, true},
    {"mariadb-python-post", "POST of a backup on MariaDB, 16 connections", AtLeast, 10, "x",
     kPythonOnMariadb, postOnMariadbAgainstPython, true},
    {"mariadb-python-patch-job", "PATCH job on MariaDB, 16 connections", AtLeast, 10, "x",
     kPythonOnMariadb, patchJobOnMariadbAgainstPython, true},
    {"mariadb-post", "durable POST of a 1 KB backup on MariaDB, 16 connections", AtLeast, 0.50, "x",
     "the C connector inserting the same rows, 16 connections", postsOnMariadb},
    {"mariadb-nodes", "logins by password on MariaDB, two nodes with one processor each", AtLeast,
     1.5, "x", "one of these nodes", twoNodesOnMariadb},
    {"mariadb-large-search", "search on a promoted field on MariaDB, 1,000,000 documents", AtMost,
     1.5, "x", kSmall, searchInManyOnMariadb},
    {"mariadb-large-page", "page at any marker on MariaDB, 1,000,000 documents", AtMost, 1.5, "x",
     kSmall, pageOfManyOnMariadb},
    {"mariadb-large-get-one", "GET one on MariaDB, 1,000,000 documents", AtMost, 1.5, "x", kSmall,
     getOneOfManyOnMariadb},
};

}  // namespace

std::span<const Row> rows() {
  return kRows;
}

}  // namespace freezer::bench
