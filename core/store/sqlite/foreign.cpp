#include "core/store/sqlite/foreign.h"

#include "core/store/open.h"
#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/errors.h"

namespace freezer::sqlite {
namespace {

class ForeignFile final : public ForeignDatabase {
 public:
  explicit ForeignFile(const std::filesystem::path& file)
      : file_(file),
        connection_(Connection::ReadOnly(), file.string(), StoreOptions().busyTimeoutMs) {
    connection_.executeScript("BEGIN");
    connection_.integers("SELECT count(*) FROM sqlite_master");  // The view begins with a read.
  }

  std::string shown() const override { return file_.string(); }

  std::string_view columnsQuery() const override {
    return "SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c "
           "WHERE t.type = 'table'";
  }

 private:
  sql::Connection& connection() override { return connection_; }
  Error errorOf(const Failure& failure) const override {
    return storeError(failure, file_, Role::Foreign);
  }

  const std::filesystem::path file_;
  Connection connection_;
};

}  // namespace

Result<std::unique_ptr<ForeignDatabase>> openForeignFile(const std::filesystem::path& file) try {
  std::error_code failure;
  if (!std::filesystem::is_regular_file(file, failure)) {
    return unusable(file, "there is no such file", {}, Role::Foreign);
  }
  return std::unique_ptr<ForeignDatabase>(std::make_unique<ForeignFile>(file));
} catch (const Failure& failure) {
  return storeError(failure, file, Role::Foreign);
}

}  // namespace freezer::sqlite
