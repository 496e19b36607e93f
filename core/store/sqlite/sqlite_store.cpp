#include "core/store/sqlite/sqlite_store.h"

#include "core/store/sql/open_transaction.h"
#include "core/store/sql/transaction.h"
#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/errors.h"
#include "core/store/sqlite/file.h"
#include "core/store/sqlite/group_commit.h"
#include "core/store/sqlite/opened_file.h"
#include "core/store/sqlite/readers.h"
#include "core/store/sqlite/schema.h"

namespace freezer::sqlite {
namespace {

class SqliteStore final : public Store {
 public:
  SqliteStore(std::filesystem::path file, int busyTimeoutMs, std::unique_ptr<Connection> writer)
      : file_(std::move(file)),
        writer_(std::move(writer), file_, counters()),
        readers_(file_, busyTimeoutMs) {}

  Result<void> read(const ReadWork& work) override try {
    file_.checkLast();
    const Readers::Lease reader(readers_);
    sql::OpenTransaction open(reader.connection(), {"BEGIN", "COMMIT", "ROLLBACK"});
    sql::SqlTransaction view(reader.connection(), sql::Access::Read);
    Result<void> result = work(view);
    open.commit();
    return result;
  } catch (const Failure& failure) {
    return storeError(failure, file_.path());
  }

  Result<std::optional<Record>> find(const Resource& resource, const Scope& scope,
                                     std::string_view id) override try {
    file_.checkLast();
    const Readers::Lease reader(readers_);
    return sql::SqlTransaction(reader.connection(), sql::Access::Read).find(resource, scope, id);
  } catch (const Failure& failure) {
    return storeError(failure, file_.path());
  }

  Result<void> write(const WriteWork& work) override { return writer_.run(work); }

  Result<void> ping() override try {
    file_.check();
    if (const auto last = writer_.lastWrite(); !last) return last;
    const auto any = find(resourceOf(Kind::Client), {Scope::By::Everyone, {}}, "");
    if (!any) return any.error();
    return {};
  } catch (const FileReplaced&) {
    // A change that does nothing separates the log from the new file.
    return writer_.run([](Transaction&) { return Result<void>(); });
  }

  std::optional<std::uintmax_t> logSize() const override { return file_.logSize(); }

 private:
  OpenedFile file_;
  GroupCommit writer_;  // Closed last: it decides what happens to the write-ahead log.
  Readers readers_;
};

Missing missingOf(const StoreOptions& options) {
  if (!options.create) return Missing::Refuse;
  return options.createFolder ? Missing::CreateWithFolder : Missing::Create;
}

}  // namespace

Result<std::unique_ptr<Store>> openFile(const std::filesystem::path& file,
                                        const StoreOptions& options) try {
  if (const auto prepared = prepareFile(file, missingOf(options)); !prepared)
    return prepared.error();
  auto writer = std::make_unique<Connection>(file.string(), options.busyTimeoutMs);
  const auto version = readSchemaVersion(*writer, file);
  if (!version) return version.error();
  if (version.value().current < version.value().latest) {
    if (!options.upgrade) {
      return Error{
          ErrorCode::StoreFailure,
          "the store " + file.string() + " has an older schema; upgrade it with `db upgrade`"};
    }
    if (const auto upgraded = upgrade(*writer, file); !upgraded) return upgraded.error();
  }
  return std::unique_ptr<Store>(
      std::make_unique<SqliteStore>(file, options.busyTimeoutMs, std::move(writer)));
} catch (const Failure& failure) {
  return storeError(failure, file);
}

Result<SchemaVersion> schemaVersionOf(const std::filesystem::path& file) try {
  if (const auto prepared = prepareFile(file); !prepared) return prepared.error();
  Connection connection(file.string(), StoreOptions().busyTimeoutMs);
  return readSchemaVersion(connection, file);
} catch (const Failure& failure) {
  return storeError(failure, file);
}

}  // namespace freezer::sqlite
