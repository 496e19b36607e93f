#include "tests/bench/multiply.h"

#include <tuple>

#include "core/store/checksum.h"
#include "tests/bench/database.h"
#include "tests/bench/seed.h"

namespace freezer::bench {
namespace {

std::uint64_t numberOf(sqlite3_value* value) {
  return static_cast<std::uint64_t>(sqlite3_value_int64(value));
}

void returnText(sqlite3_context* context, const std::string& text) {
  sqlite3_result_text64(context, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

/// The SQL functions backup_id(number) and backup_host(number, count).
void idOf(sqlite3_context* context, int /*count*/, sqlite3_value** values) {
  returnText(context, backupId(numberOf(values[0])));
}
void hostOf(sqlite3_context* context, int /*count*/, sqlite3_value** values) {
  returnText(context, hostOfBackup(numberOf(values[0]), numberOf(values[1])));
}

/// The text of a new row, from row t.
constexpr const char* kDoc = "replace(replace(t.doc, t.id, n.id), t.hostname, n.host)";

/// The SQL function backup_checksum(id, project_id, user_id, version, created_at, updated_at,
/// user_name, doc).
void checksumOfRow(sqlite3_context* context, int /*count*/, sqlite3_value** values) {
  const auto text = [&](int place) {
    return std::string(reinterpret_cast<const char*>(sqlite3_value_text(values[place])));
  };
  const auto integer = [&](int place) { return sqlite3_value_int64(values[place]); };
  sqlite3_result_int64(context, checksumOf({.id = text(0),
                                            .project_id = text(1),
                                            .user_id = text(2),
                                            .version = integer(3),
                                            .created_at = integer(4),
                                            .updated_at = integer(5),
                                            .text = text(7),
                                            .sidecar = text(6)}));
}

/// The SQL expression of a column of a new row, from row t.
std::string expressionFor(const std::string& column) {
  if (column == "id") return "n.id";
  if (column == "hostname") return "n.host";
  if (column == "doc") return kDoc;
  if (column == "checksum") {
    return "backup_checksum(n.id, t.project_id, t.user_id, t.version, t.created_at, t.updated_at, "
           "t.user_name, " +
           std::string(kDoc) + ")";
  }
  return "t." + column;
}

std::string insertSql(const Database& database, std::uint64_t present, std::uint64_t count) {
  std::string columns;
  std::string expressions;
  for (const std::string& column :
       database.texts("SELECT name FROM pragma_table_info('backups') WHERE name <> 'seq'")) {
    columns += (columns.empty() ? "" : ", ") + column;
    expressions += (expressions.empty() ? "" : ", ") + expressionFor(column);
  }
  const std::string have = std::to_string(present);
  const std::string want = std::to_string(count);
  return "WITH RECURSIVE n (number, id, host) AS (SELECT " + have + ", backup_id(" + have +
         "), backup_host(" + have + ", " + want +
         ") UNION ALL SELECT number + 1, backup_id(number + 1), backup_host(number + 1, " + want +
         ") FROM n WHERE number + 1 < " + want + ") INSERT INTO backups (" + columns + ") SELECT " +
         expressions + " FROM n JOIN backups AS t ON t.seq = 1 + n.number % " + have;
}

}  // namespace

void multiplyBackups(const std::filesystem::path& file, std::uint64_t count) {
  const Database database(file);
  const auto present = std::stoull(database.texts("SELECT count(*) FROM backups").at(0));
  if (present >= count) return;
  for (const auto& [name, arguments, function] :
       {std::tuple("backup_id", 1, &idOf), std::tuple("backup_host", 2, &hostOf),
        std::tuple("backup_checksum", 8, &checksumOfRow)}) {
    sqlite3_create_function(database.handle(), name, arguments, SQLITE_UTF8, nullptr, function,
                            nullptr, nullptr);
  }
  // A damaged file would be created again, so no journal is necessary. Creating the indexes at the
  // end takes a fraction of the time of updating them.
  database.execute("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-500000;");
  const auto indexes = [&](const std::string& what) {
    return database.texts("SELECT " + what +
                          " FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'backups' "
                          "AND sql IS NOT NULL");
  };
  const auto definitions = indexes("sql");
  database.execute("BEGIN");
  for (const std::string& name : indexes("name")) database.execute("DROP INDEX " + name);
  database.execute(insertSql(database, present, count));
  for (const std::string& sql : definitions) database.execute(sql);
  database.execute("COMMIT");
}

}  // namespace freezer::bench
