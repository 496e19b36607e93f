#pragma once

#include <mysql.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "core/store/mariadb/address.h"
#include "core/store/mariadb/deferred.h"
#include "core/store/mariadb/statement.h"
#include "core/store/sql/connection.h"

namespace freezer::mariadb {

/// The SQL of MariaDB. Transactions run beside each other, on several nodes of a cluster too, so
/// they lock the rows that they decide by.
extern const sql::Dialect kDialect;

/// What the transactions of a connection are for.
enum class Role {
  Reader,      ///< One consistent view.
  Inspector,   ///< The same of a whole database: statements may take minutes.
  Writer,      ///< Each statement sees what is committed; rows are locked. All are short.
  Maintainer,  ///< Statements may take minutes.
};

/// Identifies a transaction beyond its connection.
struct TransactionId {
  std::string connection;
  std::int64_t number = 0;
};

/// A connection to a MariaDB server by its C connector.
class Connection final : public sql::Connection {
 public:
  /// Connects to the first host of `address`, starting with number `firstHost`, that lets it in.
  /// After `patienceMs`, a host that does not answer is given up, then and later.
  Connection(const Address& address, Role role, int patienceMs, std::size_t firstHost = 0);
  ~Connection() override;

  /// The number of the host that it is connected to.
  std::size_t host() const { return host_; }

  /// Fails if the server would refuse to write. Not in a transaction.
  void checkWritable() { executeScript("START TRANSACTION READ WRITE;COMMIT"); }

  void executeScript(const std::string& sql) override;
  std::int64_t changes() const override { return shared_.rows; }
  void executeLater(Later kind, std::string_view sql, const sql::Values& values) override;
  void flush() override;
  void keepAlive() override { executeScript("DO 0"); }
  sql::Value nextSeq() override;
  std::int64_t lastSeq() const override { return 0; }

  // A transaction. Its end is durable and, in a cluster, accepted by all nodes. If commit() throws
  // Failure::Kind::Lost, hasCommitted() of another connection knows the outcome.

  /// When the transaction executes statements that may be executed later. A cluster executes all of
  /// them at once.
  enum class Timing { Later, AtOnce };

  /// `documents`: how many the transaction is expected to insert.
  void begin(Timing timing = Timing::Later, std::int64_t documents = 1);
  void commit();

  /// False if the server did not do it, as in a cluster without a majority. The transaction is then
  /// still open, and the connection must be closed: the next one would continue it.
  [[nodiscard]] bool rollBack() noexcept;

  /// The transaction that commit() commits.
  TransactionId transaction() const { return {id_, number_ + 1}; }

  /// Whether this transaction was committed. If not, it never will be.
  bool hasCommitted(const TransactionId& id);

 protected:
  std::unique_ptr<sql::Statement> prepare(std::string_view sql) override;
  void setWatch(Watch* watch) override { shared_.watch = watch; }

 private:
  void connect(const Address& address, int patienceMs, std::size_t firstHost);
  void configure(int patienceMs);
  bool onlyReads() const { return role_ == Role::Reader || role_ == Role::Inspector; }
  void enroll();
  void startWriting();
  std::string nextNumber() const;
  void finish(const std::string& last);
  void reserve();
  [[noreturn]] void fail();

  const Role role_;
  std::unique_ptr<MYSQL, void (*)(MYSQL*)> handle_;
  std::size_t host_ = 0;
  bool isInCluster_ = false;
  Shared shared_;

  Timing timing_ = Timing::AtOnce;
  DeferredStatements deferred_;

  // For writers: the row of `commits` that tells how far this connection has come.
  std::string id_;
  std::int64_t number_ = 0;
  bool isNumbered_ = false;  ///< Whether the row has the number of this transaction.

  // The part of the creation order that the transaction has reserved.
  std::int64_t nextSeq_ = 0;
  std::int64_t endSeq_ = 0;
  std::int64_t reservation_ = 0;  ///< Size of the next reservation.
};

}  // namespace freezer::mariadb
