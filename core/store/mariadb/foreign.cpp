#include "core/store/mariadb/foreign.h"

#include "core/store/mariadb/connection.h"
#include "core/store/mariadb/errors.h"
#include "core/store/open.h"

namespace freezer::mariadb {
namespace {

class Foreign final : public ForeignDatabase {
 public:
  explicit Foreign(const Address& address)
      : address_(address), connection_(address, Role::Inspector, StoreOptions().busyTimeoutMs) {
    connection_.begin();
  }

  std::string shown() const override { return address_.shown(); }

  std::string_view columnsQuery() const override {
    return "SELECT table_name, column_name FROM information_schema.columns "
           "WHERE table_schema = database()";
  }

 private:
  sql::Connection& connection() override { return connection_; }
  Error errorOf(const Failure& failure) const override {
    return storeError(failure, address_, "database");
  }

  const Address address_;
  Connection connection_;
};

}  // namespace

Result<std::unique_ptr<ForeignDatabase>> openForeignDatabase(const Address& address) try {
  return std::unique_ptr<ForeignDatabase>(std::make_unique<Foreign>(address));
} catch (const Failure& failure) {
  return storeError(failure, address, "database");
}

}  // namespace freezer::mariadb
