#include "core/store/sqlite/condition.h"

#include <algorithm>

#include "core/text.h"

namespace freezer::sqlite {
namespace {

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

/// A LIKE pattern for texts that contain `word`.
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

void addCondition(Sql& sql, const Resource& resource, const Condition& condition) {
  if (condition.negated) sql.add("NOT ");
  if (const auto match = columnMatch(resource, condition)) {
    addColumnCondition(sql, resource, condition, *match);
  } else {
    sql.add("has_value(t.doc, ").value(condition.key).add(", ");
    sql.value(condition.text ? Binding(*condition.text) : Binding()).add(")");
  }
}

void addWord(Sql& sql, const Word& word) {
  const auto plain = [](unsigned char c) { return c >= 0x20 && c < 0x7F && c != '"' && c != '\\'; };
  if (word.negated) sql.add("NOT ");
  sql.add("(");
  // LIKE on the document text is much faster than the predicate. If JSON escapes none of the
  // characters of the word, a document without the word cannot match.
  if (std::ranges::all_of(word.text, plain)) {
    sql.add("t.doc LIKE ").value(containing(word.text)).add(" ESCAPE '!' AND ");
  }
  sql.add("has_word(t.doc, ").value(word.text).add("))");
}

}  // namespace freezer::sqlite
