#pragma once

#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/identity_tables.h"
#include "core/store/sqlite/query.h"
#include "core/store/store.h"

namespace freezer::sqlite {

/// Reads and writes in an open transaction on `connection`. Exceptions of SQLite and Poco are
/// propagated to the owner of the transaction.
class SqliteTransaction final : public Transaction {
 public:
  explicit SqliteTransaction(Connection& connection)
      : connection_(connection), identity_(connection) {}

  Result<std::optional<Record>> find(const Resource& resource, const Scope& scope,
                                     std::string_view id) override;
  Result<PageEnd> list(const Resource& resource, const Scope& scope, const Query& query,
                       const VisitRecord& visit) override;
  Result<PageEnd> listTexts(const Resource& resource, const Scope& scope, const Query& query,
                            const VisitText& visit) override;
  Result<std::vector<std::string>> jobsOfAction(std::string_view action_id) override;
  Result<std::int64_t> countJobsOfAction(std::string_view action_id, std::int64_t most) override;
  Result<std::optional<std::string>> clientWithHostname(std::string_view hostname,
                                                        std::string_view except, bool any) override;
  Result<std::vector<LastBackup>> lastBackups(const Scope& scope) override;
  Result<std::vector<BackupDay>> backupsPerDay(const Scope& scope, std::int64_t since,
                                               std::int64_t until) override;

  Result<void> insert(const Resource& resource, const Record& record,
                      const IndexEntries& entries) override;
  Result<void> update(const Resource& resource, const Record& record,
                      const IndexEntries& entries) override;
  Result<bool> updateIfUnchanged(const Resource& resource, const Record& before,
                                 const Record& record, const IndexEntries& entries) override;
  Result<void> remove(const Resource& resource, std::string_view id) override;
  Result<void> linkActions(std::string_view job_id,
                           std::span<const std::string> action_ids) override;
  IdentityTables& identity() override { return identity_; }

 private:
  using VisitRow = std::function<Result<void>(const Run&)>;
  Result<PageEnd> listRows(const Resource& resource, const Scope& scope, const Query& query,
                           Columns columns, const VisitRow& visit);
  Result<PageEnd> listWatchedRows(const Resource& resource, const Scope& scope, const Query& query,
                                  Columns columns, const VisitRow& visit);

  using Strays = std::set<IndexEntries::Stray>;

  bool updateRow(const Resource& resource, const Record* expected, const Record& record,
                 const IndexEntries& entries);
  void insertStrays(const Resource& resource, std::int64_t seq, const Strays& strays);
  void replaceStrays(const Resource& resource, std::int64_t seq, const Strays& strays);

  Connection& connection_;
  SqliteIdentityTables identity_;
};

}  // namespace freezer::sqlite
