#include "core/store/sqlite/condition.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/integer.h"
#include "core/json/document.h"

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

/// Whether the row `n` of json_tree or json_each is a scalar with this text.
void addScalar(Sql& sql, const std::string& text) {
  sql.add("(n.atom = ").value(text);
  if (text == "true" || text == "false") sql.add(" OR n.type = ").value(text);
  if (const auto integer = integerWithText(text)) {
    sql.add(" OR (n.type = 'integer' AND n.atom = ").value(*integer).add(")");
  } else if (const auto real = realWithText(text)) {
    sql.add(" OR (n.type = 'real' AND n.atom = ").value(*real).add(")");
  }
  sql.add(")");
}

/// The FROM and WHERE clauses that yield, as `n`, each value a key leads to.
void addNodes(Sql& sql, const std::string& key) {
  if (key.find('.') == std::string::npos) {
    sql.add("json_tree(t.doc) AS n WHERE n.key = ").value(key);
    return;
  }
  // One json_each for each name of the path. A list on the way stands for its
  // elements; `->` keeps a value JSON where json_extract would lose its type.
  std::string parent = "t.doc";
  std::string open;
  std::string close;
  int depth = 0;
  for (std::size_t start = 0; start <= key.size();) {
    const std::size_t dot = std::min(key.find('.', start), key.size());
    const std::string path = "$." + quoteJson(key.substr(start, dot - start));
    const std::string node = dot == key.size() ? "n" : "n" + std::to_string(depth++);
    sql.add(start == 0 ? "json_each(" : ", json_each(").add(open);
    sql.add("CASE coalesce(json_type(").add(parent).add(", ").value(path);
    sql.add("), '') WHEN '' THEN '[]' WHEN 'array' THEN ").add(parent).add(" -> ").value(path);
    sql.add(" ELSE json_array(").add(parent).add(" -> ").value(path).add(") END");
    sql.add(close).add(") AS ").add(node);
    parent = node + ".value";
    open = "CASE " + node + ".type WHEN 'object' THEN ";
    close = " ELSE '[]' END";
    start = dot + 1;
  }
  sql.add(" WHERE TRUE");
}

/// By the JSON functions, for any key.
void addDocumentCondition(Sql& sql, const Condition& condition) {
  if (condition.text) {
    addNodes(sql.add("EXISTS (SELECT 1 FROM "), condition.key);
    addScalar(sql.add(" AND "), *condition.text);
    sql.add(")");
    return;
  }
  addNodes(sql.add("(EXISTS (SELECT 1 FROM "), condition.key);
  addNodes(sql.add(" AND n.type = 'null') OR NOT EXISTS (SELECT 1 FROM "), condition.key);
  sql.add("))");
}

void addColumnCondition(Sql& sql, const Resource& resource, const Condition& condition,
                        const ColumnMatch& match) {
  sql.add("(t.").add(match.column).add(" IS ").value(match.value);
  if (match.bareName) {
    sql.add(" OR EXISTS (SELECT 1 FROM ").add(resource.plural).add("_strays AS s");
    sql.add(" WHERE s.seq = t.seq AND s.name = ").value(condition.key);
    sql.add(" AND s.value = ").value(*condition.text).add(")");
  }
  sql.add(")");
}

/// The pattern of LIKE for a text that contains `word`.
std::string containing(std::string_view word) {
  std::string pattern = "%";
  for (const char c : word) {
    if (c == '%' || c == '_' || c == '!') pattern += '!';
    pattern += c;
  }
  return pattern += '%';
}

}  // namespace

std::optional<ColumnMatch> columnMatch(const Resource& resource, const Condition& condition) {
  if (!condition.text) return std::nullopt;
  const std::string& text = *condition.text;
  std::size_t rank = 0;
  if (condition.key == resource.idField) return ColumnMatch{"id", text, true, rank};
  const auto isAt = [&](std::string_view pointer) {
    return std::ranges::equal(condition.key, pointer.substr(1), [](char key, char place) {
      return (key == '.' ? '/' : key) == place;
    });
  };
  for (const Column& column : resource.columns) {
    ++rank;
    const bool bareName = column.name == condition.key;
    if (!bareName && !isAt(column.pointer)) continue;
    if (column.type == Type::Text) return ColumnMatch{column.name, text, bareName, rank};
    if (column.type == Type::Boolean) {
      if (text != "true" && text != "false") return std::nullopt;
      return ColumnMatch{column.name, std::int64_t{text == "true"}, bareName, rank};
    }
    const auto integer = integerWithText(text);
    if (!integer) return std::nullopt;
    return ColumnMatch{column.name, *integer, bareName, rank};
  }
  for (const std::string_view owner : {"project_id", "user_id"}) {
    if (condition.key == owner) return ColumnMatch{owner, text, true, rank + 1};
  }
  return std::nullopt;
}

void addCondition(Sql& sql, const Resource& resource, const Condition& condition) {
  if (condition.negated) sql.add("NOT ");
  if (const auto match = columnMatch(resource, condition)) {
    addColumnCondition(sql, resource, condition, *match);
  } else {
    addDocumentCondition(sql, condition);
  }
}

void addWord(Sql& sql, const Word& word) {
  constexpr std::size_t kMaxPattern = 1000;  // SQLite refuses very long LIKE patterns.
  const auto plain = [](unsigned char c) { return c >= 0x20 && c < 0x7F && c != '"' && c != '\\'; };
  constexpr std::string_view kAtom =
      "CASE n.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE n.atom END";
  if (word.negated) sql.add("NOT ");
  if (word.text.size() <= kMaxPattern && std::ranges::all_of(word.text, plain)) {
    const std::string pattern = containing(word.text);
    // The text of the document is quicker to look through than its values, and
    // whoever is not in there is in none of them.
    sql.add("(t.doc LIKE ").value(pattern).add(" ESCAPE '!' AND EXISTS (SELECT 1 FROM ");
    sql.add("json_tree(t.doc) AS n WHERE ").add(kAtom);
    sql.add(" LIKE ").value(pattern).add(" ESCAPE '!'))");
  } else {
    sql.add("EXISTS (SELECT 1 FROM json_tree(t.doc) AS n WHERE instr(fold_case(").add(kAtom);
    sql.add("), fold_case(").value(word.text).add(")) > 0)");
  }
}

}  // namespace freezer::sqlite
