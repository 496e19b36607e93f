#include "core/store/sql/condition.h"

#include <algorithm>

#include "core/store/indexed_text.h"
#include "core/text.h"

namespace freezer::sql {
namespace {

void addColumnCondition(Sql& sql, const Dialect& dialect, const Resource& resource,
                        const Condition& condition, const ColumnMatch& match) {
  // The expression is never NULL, so that NOT inverts it.
  sql.add(condition.negated ? " AND NOT (" : " AND (");
  sql.add("(t.")
      .add(match.column)
      .add(" = ")
      .value(indexedValue(match.value, dialect.longestText))
      .add(") IS TRUE");
  if (match.bareName) {
    sql.add(" OR EXISTS (SELECT 1 FROM ").add(resource.plural).add("_strays AS s");
    sql.add(" WHERE s.seq = t.seq AND s.name = ").value(condition.key);
    sql.add(" AND s.value = ").value(indexedText(*condition.text, dialect.longestText)).add(")");
  }
  sql.add(")");
}

}  // namespace

std::optional<ColumnMatch> columnMatch(const Resource& resource, const Condition& condition) {
  if (!condition.text) return std::nullopt;
  const std::string& text = *condition.text;
  std::size_t rank = 0;
  if (condition.key == resource.idField) return ColumnMatch{"id", text, true, rank};
  const auto isAt = [&](std::string_view pointer) {
    return std::ranges::equal(condition.key, pointer.substr(1), [](char key, char place) {
      return place == '/' ? key == '.' : key == place;
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

void addConditions(Sql& sql, const Dialect& dialect, const Resource& resource, const Search& search,
                   const Condition* leading) {
  for (const Condition& condition : search.conditions) {
    if (&condition == leading) continue;
    if (const auto match = columnMatch(resource, condition)) {
      addColumnCondition(sql, dialect, resource, condition, *match);
    }
  }
}

Predicate undecided(const Resource& resource, const Search& search) {
  Predicate rest;
  for (const Condition& condition : search.conditions) {
    if (!columnMatch(resource, condition)) rest.add(condition);
  }
  for (const Word& word : search.words) rest.add(word);
  return rest;
}

}  // namespace freezer::sql
