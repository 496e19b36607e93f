#include "core/store/sqlite/condition.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/document.h"
#include "core/integer.h"

namespace freezer::sqlite {
namespace {

std::optional<double> realWithText(const std::string& text) {
  double number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc() || !std::isfinite(number) || toJson(number) != text) {
    return std::nullopt;
  }
  return number;
}

void append(Sql& sql, const std::string& text, Bindings bindings = {}) {
  sql.text += text;
  std::ranges::move(bindings, std::back_inserter(sql.bindings));
}

void append(Sql& sql, const Sql& other) {
  append(sql, other.text, other.bindings);
}

Sql opposite(Sql sql) {
  sql.text = "NOT (" + sql.text + ")";
  return sql;
}

/// Whether the row `n` of json_tree or json_each is a scalar with this text.
Sql scalarSql(const std::string& node, const std::string& text) {
  Sql sql{"(" + node + ".atom = ?", {text}};
  if (text == "true" || text == "false") append(sql, " OR " + node + ".type = ?", {text});
  if (const auto integer = integerWithText(text)) {
    append(sql, " OR (" + node + ".type = 'integer' AND " + node + ".atom = ?)", {*integer});
  } else if (const auto real = realWithText(text)) {
    append(sql, " OR (" + node + ".type = 'real' AND " + node + ".atom = ?)", {*real});
  }
  sql.text += ")";
  return sql;
}

/// The FROM clause that yields, as `n`, each value a key leads to.
Sql nodesSql(const std::string& key) {
  if (key.find('.') == std::string::npos) return {"json_tree(t.doc) AS n WHERE n.key = ?", {key}};
  // One json_each for each name of the path. A list on the way stands for its
  // elements; `->` keeps a value JSON where json_extract would lose its type.
  Sql sql;
  std::string parent = "t.doc";
  std::string open;
  std::string close;
  int depth = 0;
  for (std::size_t start = 0; start <= key.size();) {
    const std::size_t dot = std::min(key.find('.', start), key.size());
    const std::string path = "$." + quoteJson(key.substr(start, dot - start));
    const std::string node = dot == key.size() ? "n" : "n" + std::to_string(depth++);
    append(sql,
           (start == 0 ? "" : ", ") + std::string("json_each(") + open +
               "CASE coalesce(json_type(" + parent +
               ", ?), '') WHEN '' THEN '[]' WHEN 'array' THEN " + parent +
               " -> ? ELSE json_array(" + parent + " -> ?) END" + close + ") AS " + node,
           {path, path, path});
    parent = node + ".value";
    open = "CASE " + node + ".type WHEN 'object' THEN ";
    close = " ELSE '[]' END";
    start = dot + 1;
  }
  sql.text += " WHERE TRUE";
  return sql;
}

Sql existsSql(const std::string& key, const Sql& predicate) {
  Sql sql{"EXISTS (SELECT 1 FROM ", {}};
  append(sql, nodesSql(key));
  append(sql, " AND ");
  append(sql, predicate);
  append(sql, ")");
  return sql;
}

/// By the JSON functions, for any key.
Sql documentSql(const Condition& condition) {
  if (condition.text) return existsSql(condition.key, scalarSql("n", *condition.text));
  Sql sql{"(", {}};
  append(sql, existsSql(condition.key, {"n.type = 'null'", {}}));
  append(sql, " OR NOT ");
  append(sql, existsSql(condition.key, {"TRUE", {}}));
  append(sql, ")");
  return sql;
}

/// A column and what to look for in it.
struct ColumnMatch {
  std::string column;
  Binding value;
  bool bareName;  ///< Else a path, which leads to the column's place alone.
  std::size_t rank;
};

std::optional<ColumnMatch> columnMatch(const Resource& resource, const Condition& condition) {
  if (!condition.text) return std::nullopt;
  std::size_t rank = 0;
  if (condition.key == resource.idField) return ColumnMatch{"id", *condition.text, true, rank};
  std::string pointer = "/" + condition.key;
  std::ranges::replace(pointer, '.', '/');
  for (const Column& column : resource.columns) {
    ++rank;
    const bool bareName = column.name == condition.key;
    if (!bareName && column.pointer != pointer) continue;
    std::string name(column.name);
    if (column.type == Type::Text) return ColumnMatch{name, *condition.text, bareName, rank};
    if (column.type == Type::Boolean) {
      if (*condition.text != "true" && *condition.text != "false") return std::nullopt;
      return ColumnMatch{name, std::int64_t{*condition.text == "true"}, bareName, rank};
    }
    const auto integer = integerWithText(*condition.text);
    if (!integer) return std::nullopt;
    return ColumnMatch{name, *integer, bareName, rank};
  }
  if (condition.key == "project_id" || condition.key == "user_id") {
    return ColumnMatch{condition.key, *condition.text, true, rank + 1};
  }
  return std::nullopt;
}

std::string strays(const Resource& resource) {
  return std::string(resource.plural) + "_strays";
}

}  // namespace

Sql conditionSql(const Resource& resource, const Condition& condition) {
  Sql sql;
  if (const auto match = columnMatch(resource, condition)) {
    append(sql, "(t." + match->column + " IS ?", {match->value});
    if (match->bareName) {
      append(sql,
             " OR EXISTS (SELECT 1 FROM " + strays(resource) +
                 " AS s WHERE s.seq = t.seq AND s.name = ? AND s.value = ?)",
             {condition.key, *condition.text});
    }
    append(sql, ")");
  } else {
    sql = documentSql(condition);
  }
  return condition.negated ? opposite(std::move(sql)) : sql;
}

std::optional<IndexedCondition> indexedCondition(const Resource& resource,
                                                 const Condition& condition) {
  if (condition.negated) return std::nullopt;
  const auto match = columnMatch(resource, condition);
  if (!match) return std::nullopt;
  IndexedCondition indexed{
      {"t." + match->column + " = ?", {match->value}}, std::nullopt, match->rank};
  if (match->bareName) {
    indexed.byStray = Sql{"t." + match->column + " IS NOT ? AND t.seq IN (SELECT seq FROM " +
                              strays(resource) + " WHERE name = ? AND value = ?)",
                          {match->value, condition.key, *condition.text}};
  }
  return indexed;
}

Sql wordSql(const Word& word) {
  constexpr std::size_t kMaxPattern = 1000;  // SQLite refuses very long LIKE patterns.
  const auto plain = [](unsigned char c) { return c >= 0x20 && c < 0x7F && c != '"' && c != '\\'; };
  const std::string atom =
      "CASE n.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE n.atom END";
  Sql sql;
  if (word.text.size() <= kMaxPattern && std::ranges::all_of(word.text, plain)) {
    std::string pattern = "%";
    for (const char c : word.text) {
      if (c == '%' || c == '_' || c == '!') pattern += '!';
      pattern += c;
    }
    pattern += '%';
    // The text of the document is quicker to look through than its values, and
    // whoever is not in there is in none of them.
    append(sql,
           "(t.doc LIKE ? ESCAPE '!' AND EXISTS (SELECT 1 FROM json_tree(t.doc) AS n WHERE " +
               atom + " LIKE ? ESCAPE '!'))",
           {pattern, pattern});
  } else {
    append(sql,
           "EXISTS (SELECT 1 FROM json_tree(t.doc) AS n WHERE instr(fold_case(" + atom +
               "), fold_case(?)) > 0)",
           {word.text});
  }
  return word.negated ? opposite(std::move(sql)) : sql;
}

}  // namespace freezer::sqlite
