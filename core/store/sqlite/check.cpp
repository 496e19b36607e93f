#include <Poco/Exception.h>

#include "core/rules/invariants.h"
#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/file.h"
#include "core/store/sqlite/inspect.h"
#include "core/store/sqlite/maintenance.h"
#include "core/store/sqlite/open_transaction.h"
#include "core/store/sqlite/query.h"
#include "core/store/sqlite/transaction.h"

namespace freezer::sqlite {
namespace {

IndexEntries::Scalar toScalar(const Binding& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return *integer;
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  return std::monostate();  // No column of ours is of another type.
}

/// Reads documents with all that is kept beside their texts.
class KeptReader {
 public:
  explicit KeptReader(Connection& connection) : connection_(connection) {}

  Result<void> visitAll(const Resource& resource, const VisitKept& visit) {
    const std::string strays =
        "SELECT name, value FROM " + std::string(resource.plural) + "_strays WHERE seq = ?";
    KeptDocument kept;
    for (Run rows = connection_.run(selectAllSql(resource)); rows.next();) {
      readRecord(rows, kept.record);
      kept.entries.columns.clear();
      for (std::size_t i = 0; i < resource.columns.size(); ++i) {
        kept.entries.columns.push_back(toScalar(rows.value(kPlaceOfColumns + static_cast<int>(i))));
      }
      readStrays(strays, rows.integer(kPlaceOfSeq), kept.entries.strays);
      if (resource.kind == Kind::Job) readLinks(kept);
      if (const auto visited = visit(kept); !visited) return visited;
    }
    return {};
  }

 private:
  void readStrays(const std::string& sql, std::int64_t seq, std::set<IndexEntries::Stray>& strays) {
    strays.clear();
    Run rows = connection_.run(sql);
    rows.bind(seq);
    while (rows.next()) strays.insert({std::string(rows.text(0)), std::string(rows.text(1))});
  }

  void readLinks(KeptDocument& job) {
    job.action_ids.clear();
    Run rows = connection_.run("SELECT action_id FROM job_actions WHERE job_id = ?");
    rows.bind(job.record.id);
    while (rows.next()) job.action_ids.emplace(rows.text(0));
  }

  Connection& connection_;
};

}  // namespace

Result<Findings> checkFile(const std::filesystem::path& file) try {
  if (const auto prepared = prepareFile(file, false); !prepared) return prepared.error();
  Connection connection(file.string(), StoreOptions().busyTimeoutMs);
  // One view for all of it, whatever others write.
  OpenTransaction view(connection, {"BEGIN", "COMMIT", "ROLLBACK"});
  const auto version = readSchemaVersion(connection, file);
  if (!version) return version.error();
  Findings faults;
  findDamage(connection, faults);
  // What is read from a damaged file would be told as faults of its documents.
  if (!faults.lines().empty() || version.value().current == 0) return faults;
  SqliteTransaction snapshot(connection);
  KeptReader reader(connection);
  const auto checked = checkInvariants(
      snapshot,
      [&](const Resource& resource, const VisitKept& visit) {
        return reader.visitAll(resource, visit);
      },
      faults);
  if (!checked) return checked.error();
  return faults;
} catch (const Poco::Exception& failure) {
  return storeError(failure, file);
}

}  // namespace freezer::sqlite
