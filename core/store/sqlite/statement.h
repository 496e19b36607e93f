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

namespace freezer::sqlite {

/// A value bound to a placeholder, or read from a row.
using Binding = std::variant<std::monostate, std::int64_t, double, std::string>;
using Bindings = std::vector<Binding>;

/// SQL text and the values of its placeholders, in their order.
struct Sql {
  std::string text = {};
  Bindings bindings = {};

  Sql& add(std::string_view piece) {
    text += piece;
    return *this;
  }

  /// Adds a placeholder with its value.
  Sql& value(Binding binding) {
    text += '?';
    bindings.push_back(std::move(binding));
    return *this;
  }
};

/// A prepared statement, shared by those who keep it and the run it is in.
using Statement = std::shared_ptr<sqlite3_stmt>;

/// Prepares one statement. Throws the Poco exception of SQLite's error.
Statement prepareStatement(sqlite3* database, std::string_view sql);

/// One run of a statement, from its values to its last row. It ends, and gives
/// up its locks, with the object. This is SQLite's own interface instead of a
/// Poco::Data::Statement, which takes twice the time for a row. Errors are
/// thrown as the Poco exceptions that Poco would throw.
class Run {
 public:
  /// There must be no other run of `statement`.
  explicit Run(Statement statement) : statement_(std::move(statement)) {}
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;
  Run(Run&&) noexcept = default;
  Run& operator=(Run&&) = delete;
  ~Run();

  // Each gives the next placeholder its value. A text is not copied: it must stay
  // as it is until the run ends.
  Run& bind(std::string_view text);
  Run& bind(std::string&& text) = delete;
  Run& bind(std::int64_t integer);
  Run& bind(double real);
  Run& bind(std::monostate null);
  template <typename... Types>
  Run& bind(const std::variant<Types...>& value) {
    return std::visit([this](const auto& held) -> Run& { return bind(held); }, value);
  }

  /// Goes on to the next row; false after the last.
  bool next();

  // The columns of the row, counted from 0. A text is valid until next(); that of
  // NULL is empty.
  std::string_view text(int column) const;
  std::int64_t integer(int column) const;
  Binding value(int column) const;

 private:
  void check(int code) const;

  Statement statement_;  // Null after a move.
  int bound_ = 0;
};

}  // namespace freezer::sqlite
