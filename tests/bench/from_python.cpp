#include <chrono>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "tests/bench/database.h"
#include "tests/bench/mariadb_store.h"
#include "tests/bench/memory.h"
#include "tests/bench/programs.h"
#include "tests/bench/rows.h"

namespace freezer::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kKinds = 5;

/// What fills a database of the Python service with its rows in its texts: clients, actions,
/// sessions, jobs that are in them, and backups of the jobs. Its parameter is the number of each.
constexpr std::string_view kRowsOfEachKind[] = {
    R"sql(INSERT INTO clients SELECT created_at, NULL, NULL, 0, 'alice', id, 'home', host, host,
          'a web server', id FROM n)sql",
    R"sql(INSERT INTO actions SELECT created_at, NULL, NULL, 0, id, 'backup', 'home', 'alice', 'fs',
          '/srv/' || i, 'srv-' || i, 'freezer', 300, 1, 60, 5, 1, '/var/log/freezer.log',
          json_object('action', 'backup', 'mode', 'fs', 'backup_name', 'srv-' || i, 'container',
          'freezer', 'path_to_backup', '/srv/' || i, 'storage', 'swift', 'max_level', 7) FROM n)sql",
    R"sql(INSERT INTO sessions SELECT created_at, created_at, NULL, 0, id, 4, 'snapshots', 45,
          json_object('schedule_interval', '1 weeks'), json_object(id, json_object('client_id', host,
          'status', '', 'result', '', 'time_started', -1, 'time_ended', -1)), 'home', 'alice',
          1795809317, -1, -1, -1, 'active', '' FROM n)sql",
    R"sql(INSERT INTO jobs SELECT created_at, created_at, NULL, 0, id, 'home', 'alice',
          json_object('schedule_interval', '1 weeks', 'time_created', 1795809317, 'time_started', -1,
          'time_ended', -1, 'status', 'scheduled', 'event', '', 'result', ''), host, id, 4,
          'every week', json_array(json_object('freezer_action', json_object('action', 'backup',
          'mode', 'fs', 'backup_name', 'srv-' || i, 'container', 'freezer', 'path_to_backup',
          '/srv/' || i, 'storage', 'swift', 'max_level', 7), 'max_retries', 5,
          'max_retries_interval', 60, 'mandatory', json('true'), 'user_id', 'alice', 'project_id',
          'home', 'action_id', id)) FROM n)sql",
    R"sql(INSERT INTO backups SELECT created_at, NULL, NULL, 0, id, id, 'home', 'alice', 'alice',
          json_object('container', 'freezer', 'hostname', host, 'backup_name', 'srv-' || i,
          'time_stamp', 1764000000 + i, 'level', 0, 'curr_backup_level', 0, 'max_level', 7, 'mode',
          'fs', 'fs_real_path', '/srv/' || i, 'vol_snap_path', '', 'job_id', id, 'client_id', host,
          'client_version', '13.0.0', 'client_os', 'linux', 'encrypted', json('false'),
          'compression', 'gzip', 'storage', 'swift', 'engine_name', 'tar') FROM n)sql",
};

/// A database of the Python service, in SQLite, with `count` documents.
fs::path pythonDatabase(const Options& options, std::uint64_t count) {
  fs::create_directories(options.stores());
  fs::path file = options.stores() / ("python-" + std::to_string(count) + ".sqlite");
  if (fs::exists(file)) return file;
  const fs::path unfinished = file.string() + ".new";
  std::ofstream(unfinished, std::ios::trunc);
  {
    const Database database(unfinished);
    std::ifstream script(PYTHON_DATABASE);
    std::ostringstream sql;
    sql << script.rdbuf();
    database.execute(sql.str());
    for (const char* const table : {"clients", "actions", "sessions", "jobs", "backups"}) {
      database.execute(std::string("DELETE FROM ") + table);
    }
    database.execute(
        "CREATE TEMP TABLE n AS WITH RECURSIVE number (i) AS (SELECT 1 UNION ALL "
        "SELECT i + 1 FROM number WHERE i < " +
        std::to_string(count / kKinds) +
        ") SELECT i, printf('%032x', i * 7919) AS id, 'web' || i || '.example.org' AS host, "
        "'2026-11-27 19:55:17.154556' AS created_at FROM number");
    for (const std::string_view rows : kRowsOfEachKind) database.execute(std::string(rows));
  }
  fs::rename(unfinished, file);
  return file;
}

/// Imports into the store at the URL that `newStore` returns, and then reads both.
Outcome importInto(const Options& options, const std::function<std::string()>& newStore) {
  const std::uint64_t count = options.scaled(100'000);
  const std::string source = urlOf(pythonDatabase(options, count));
  return repeat(options, "documents/s", [&] {
    const std::string url = newStore();
    const auto begin = std::chrono::steady_clock::now();
    runCommandOn(url, {"import", "--from", source});
    const Seconds elapsed = std::chrono::steady_clock::now() - begin;
    return static_cast<double>(count) / elapsed.count();
  });
}

}  // namespace

Outcome importFromPython(const Options& options) {
  return importInto(options, [&] { return urlOf(emptyStore(options.stores(), "from-python")); });
}

Outcome importFromPythonIntoMariadb(const Options& options) {
  const auto server = newMariadbServer();
  return importInto(options,
                    [&] { return MariadbStore(server->url(server->newDatabase())).url(); });
}

Outcome memoryOfImportFromPython(const Options& options) {
  return growth(options, 20'000, 100'000, [&](std::uint64_t count) {
    const fs::path store = emptyStore(options.stores(), "from-python");
    return peakMegabytes(
        {"--db", urlOf(store), "import", "--from", urlOf(pythonDatabase(options, count))});
  });
}

}  // namespace freezer::bench
