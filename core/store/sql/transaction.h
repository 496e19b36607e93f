#pragma once

#include <optional>
#include <set>
#include <string>

#include "core/store/sql/connection.h"
#include "core/store/sql/identity_tables.h"
#include "core/store/sql/known_rows.h"
#include "core/store/sql/value.h"
#include "core/store/store.h"

namespace freezer::sql {

/// Whether a transaction only reads.
enum class Access { Read, Write };

/// Reads and writes in an open transaction on `connection`. What find() returns to one that writes
/// stays as it is until the transaction ends. Failures are propagated to the owner of the
/// transaction.
class SqlTransaction final : public Transaction {
 public:
  SqlTransaction(Connection& connection, Access access)
      : connection_(connection),
        lock_(access == Access::Write ? connection.dialect().lockRows : std::string_view()),
        identity_(connection) {}

  Result<std::optional<Record>> find(const Resource& resource, const Scope& scope,
                                     std::string_view id) override;
  void expect(const Resource& resource, std::span<const std::string> ids) override;
  void keepAlive() override { connection_.keepAlive(); }
  Result<PageEnd> list(const Resource& resource, const Scope& scope, const Query& query,
                       const VisitRecord& visit) override;
  Result<PageEnd> listTexts(const Resource& resource, const Scope& scope, const Query& query,
                            const VisitText& visit) override;
  Result<std::vector<std::string>> jobsOfAction(std::string_view action_id) override;
  Result<std::int64_t> countJobsOfAction(std::string_view action_id, std::int64_t most) override;
  Result<std::optional<std::string>> clientWithHostname(std::string_view hostname,
                                                        std::string_view except, bool any) override;
  Result<std::vector<LastBackup>> lastBackups(const Scope& scope) override;
  Result<std::vector<ClientPoll>> lastPolls(const Scope& scope) override;
  Result<std::vector<BackupDay>> backupsPerDay(const Scope& scope, std::int64_t since,
                                               std::int64_t until) override;
  Result<std::vector<std::string>> projectIds(std::string_view prefix, std::size_t most) override;

  Result<void> insert(const Resource& resource, const Record& record,
                      const IndexEntries& entries) override;
  Result<void> update(const Resource& resource, const Record& record,
                      const IndexEntries& entries) override;
  Result<bool> updateIfUnchanged(const Resource& resource, const Record& before,
                                 const Record& record, const IndexEntries& entries) override;
  Result<void> remove(const Resource& resource, std::string_view id) override;
  Result<void> linkActions(std::string_view job_id,
                           std::span<const std::string> action_ids) override;
  Result<void> notePoll(const Scope& scope, const ClientPoll& poll) override;
  IdentityTables& identity() override { return identity_; }

 private:
  bool locks() const { return !lock_.empty(); }
  Cursor runLocked(const std::string& sql);
  std::optional<Row> rowOf(const Resource& resource, std::string_view id);
  bool updateRow(const Resource& resource, const Record* expected, const Record& record,
                 const IndexEntries& entries);

  Connection& connection_;
  const std::string_view lock_;
  SqlIdentityTables identity_;

  /// If rows are locked: what was found and written. Otherwise only what was expected.
  KnownRows known_;

  std::set<std::string> unlinked_;  ///< Jobs that were inserted, and have no links yet.
};

}  // namespace freezer::sql
