#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "core/result.h"
#include "core/search/search.h"
#include "core/store/sql/dialect.h"
#include "core/store/sql/value.h"

/// Connections to a database, which engines implement. All functions throw Failure. Neither a
/// connection nor what belongs to it is safe for use from several threads at once.
namespace freezer::sql {

/// A prepared statement. Used through Cursor.
class Statement {
 public:
  Statement() = default;
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  virtual ~Statement() = default;

  // Bind the placeholder at `place`, from 0. Texts are not copied: they must remain unchanged until
  // reset().
  virtual void bind(int place, std::string_view text) = 0;
  virtual void bind(int place, std::int64_t integer) = 0;
  virtual void bind(int place, std::monostate null) = 0;

  /// The first call executes the statement; each steps to the next row. False after the last row,
  /// or if there are no rows.
  virtual bool next() = 0;

  // Column values of the current row, from 0. Texts are valid until next(); the text of NULL is
  // empty.
  virtual std::string_view text(int column) const = 0;
  virtual std::int64_t integer(int column) const = 0;
  virtual Value value(int column) const = 0;

  /// Ends the execution and forgets the bindings.
  virtual void reset() noexcept = 0;

  /// Executes a statement that returns no rows once for each of `rows`, its values. An engine may
  /// do so in one exchange with its server.
  virtual void executeAll(const std::vector<Values>& rows);
};

/// One execution of a statement. The destructor ends it and releases what it holds.
class Cursor {
 public:
  /// `statement` must not be running already.
  explicit Cursor(std::shared_ptr<Statement> statement) : statement_(std::move(statement)) {}
  Cursor(const Cursor&) = delete;
  Cursor& operator=(const Cursor&) = delete;
  Cursor(Cursor&&) noexcept = default;
  Cursor& operator=(Cursor&&) = delete;
  ~Cursor() {
    if (statement_) statement_->reset();
  }

  // Each call binds the next placeholder. Texts are not copied: they must remain unchanged until
  // the cursor is destroyed.
  Cursor& bind(std::string_view text) { return bindNext(text); }
  Cursor& bind(const std::string& text) { return bindNext(std::string_view(text)); }
  Cursor& bind(std::string&& text) = delete;
  Cursor& bind(std::int64_t integer) { return bindNext(integer); }
  Cursor& bind(const Value& value) {
    std::visit([this](const auto& held) { this->bindNext(held); }, value);
    return *this;
  }

  // See Statement.
  bool next() { return statement_->next(); }
  std::string_view text(int column) const { return statement_->text(column); }
  std::int64_t integer(int column) const { return statement_->integer(column); }
  Value value(int column) const { return statement_->value(column); }

 private:
  template <typename Held>
  Cursor& bindNext(const Held& held) {
    statement_->bind(bound_++, held);
    return *this;
  }

  std::shared_ptr<Statement> statement_;  // Null after a move.
  int bound_ = 0;
};

/// A connection to a database. Keeps its prepared statements.
class Connection {
 public:
  explicit Connection(const Dialect& dialect) : dialect_(dialect) {}
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  virtual ~Connection() = default;

  const Dialect& dialect() const { return dialect_; }

  /// Asks `proceed`, unless it is null, again and again while statements run. Once it returns an
  /// Error, they end with Failure::Kind::Interrupted. One watch at a time.
  class Watch {
   public:
    Watch(Connection& connection, const Proceed& proceed);
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;
    ~Watch();

    /// Asks now. Returns whether to proceed.
    bool ask() noexcept {
      if (proceed_) answer_ = proceed_();
      return static_cast<bool>(answer_);
    }

    /// Why the statements ended.
    const Error& error() const { return answer_.error(); }

   private:
    Connection& connection_;
    const Proceed& proceed_;
    Result<void> answer_;
  };

  /// Executes statements without parameters and results, separated by semicolons.
  virtual void executeScript(const std::string& sql) = 0;

  /// Starts a statement, which must not be running already. The values must outlive the cursor.
  Cursor run(std::string_view sql);
  Cursor run(std::string_view sql, const Values& values);

  /// Executes a statement that returns no rows.
  void execute(std::string_view sql, const Values& values = {});

  /// Groups of deferred statements, in the order of their execution.
  enum class Later {
    Rows,       ///< Insert documents.
    Touches,    ///< Write rows where transactions meet; see Dialect.
    References  ///< Refer to documents.
  };

  /// Executes a statement that returns no rows: at the latest before the next one or the commit. It
  /// must not depend on others of its group. If a unique value exists when it is executed later,
  /// Failure::Kind::Deferred ends the transaction.
  virtual void executeLater(Later group, std::string_view sql, const Values& values);

  /// Executes a query and returns its first column as texts or integers.
  std::vector<std::string> texts(std::string_view sql, const Values& values = {});
  std::vector<std::int64_t> integers(std::string_view sql, const Values& values = {});

  /// Executes the deferred statements.
  virtual void flush() {}

  /// Keeps the server from ending a transaction because it is idle.
  virtual void keepAlive() {}

  /// The number of rows changed by the last statement.
  virtual std::int64_t changes() const = 0;

  /// The creation order of the next document, to be bound to `seq`; NULL if the engine sets it.
  /// Documents become visible in this order: it is reserved until the transaction ends.
  virtual Value nextSeq() = 0;

  /// The `seq` of the last INSERT for which nextSeq() was NULL.
  virtual std::int64_t lastSeq() const = 0;

 protected:
  virtual std::unique_ptr<Statement> prepare(std::string_view sql) = 0;

  /// The statement, prepared now or before.
  std::shared_ptr<Statement> prepared(std::string_view sql);

  /// Called at the begin of a watch, and with null at its end.
  virtual void setWatch(Watch* watch) = 0;

  /// Must be called by destructors before the connection is closed.
  void forgetStatements() { prepared_.clear(); }

 private:
  /// Allows lookup by string_view.
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };

  const Dialect& dialect_;
  std::unordered_map<std::string, std::shared_ptr<Statement>, Hash, std::equal_to<>> prepared_;
};

}  // namespace freezer::sql
