#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace freezer {
class Predicate;
}

namespace freezer::sqlite {

/// The argument of the SQL function matches().
using PredicateArgument = std::shared_ptr<const Predicate>;
inline constexpr const char* kPredicateType = "predicate";  ///< For sqlite3_value_pointer().

/// A value bound to a placeholder, or read from a row, which is never a predicate.
using Binding = std::variant<std::monostate, std::int64_t, double, std::string, PredicateArgument>;
using Bindings = std::vector<Binding>;

/// SQL text and the values of its placeholders, in order.
struct Sql {
  std::string text = {};
  Bindings bindings = {};

  Sql& add(std::string_view piece) {
    text += piece;
    return *this;
  }

  /// Appends a placeholder with its value.
  Sql& value(Binding binding) {
    text += '?';
    bindings.push_back(std::move(binding));
    return *this;
  }
};

/// A prepared statement, shared by the cache and the current run.
using Statement = std::shared_ptr<sqlite3_stmt>;

/// Prepares one statement. Throws the Poco exception of SQLite's error.
Statement prepareStatement(sqlite3* database, std::string_view sql);

/// One execution of a statement. The destructor resets the statement and releases its locks. Uses
/// the C interface of SQLite, because Poco::Data::Statement takes twice as long per row. Throws the
/// same exceptions as Poco.
class Run {
 public:
  /// `statement` must not be running already.
  explicit Run(Statement statement) : statement_(std::move(statement)) {}
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;
  Run(Run&&) noexcept = default;
  Run& operator=(Run&&) = delete;
  ~Run();

  // Each call binds the next placeholder. Texts and predicates are not copied: they must remain
  // unchanged until the run ends.
  Run& bind(std::string_view text);
  Run& bind(std::string&& text) = delete;
  Run& bind(std::int64_t integer);
  Run& bind(double real);
  Run& bind(std::monostate null);
  Run& bind(const PredicateArgument& predicate);
  template <typename... Types>
  Run& bind(const std::variant<Types...>& value) {
    return std::visit([this](const auto& held) -> Run& { return this->bind(held); }, value);
  }

  /// Steps to the next row; false after the last row.
  bool next();

  // Column values of the current row, from 0. Texts are valid until next(); the text of NULL is
  // empty.
  std::string_view text(int column) const;
  std::int64_t integer(int column) const;
  Binding value(int column) const;

 private:
  void check(int code) const;

  Statement statement_;  // Null after a move.
  int bound_ = 0;
};

}  // namespace freezer::sqlite
