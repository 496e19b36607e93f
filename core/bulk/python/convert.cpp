#include "core/bulk/python/convert.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

#include "core/json/document_reader.h"
#include "core/pointers.h"
#include "core/rules/envelope.h"
#include "core/text.h"

namespace freezer::python {
namespace {

/// The seconds since the epoch of a time in UTC: "2026-11-27 19:55:17", with or without a fraction.
std::optional<std::int64_t> secondsOf(std::string_view text) {
  constexpr std::size_t kLength = std::string_view("2026-11-27 19:55:17").size();
  if (text.size() < kLength) return std::nullopt;
  const auto number = [text](std::size_t begin, std::size_t size) {
    return parseInteger(text.substr(begin, size)).value_or(-1);
  };
  const std::chrono::year_month_day day{std::chrono::year(static_cast<int>(number(0, 4))),
                                        std::chrono::month(static_cast<unsigned>(number(5, 2))),
                                        std::chrono::day(static_cast<unsigned>(number(8, 2)))};
  const std::int64_t hour = number(11, 2);
  const std::int64_t minute = number(14, 2);
  const std::int64_t second = number(17, 2);
  if (!day.ok() || hour < 0 || minute < 0 || second < 0) return std::nullopt;
  constexpr std::int64_t kSixty = 60;
  constexpr std::int64_t kHoursOfDay = 24;
  const std::int64_t days = std::chrono::sys_days(day).time_since_epoch().count();
  const std::int64_t seconds = ((days * kHoursOfDay + hour) * kSixty + minute) * kSixty + second;
  return seconds < 0 ? std::nullopt : std::optional(seconds);
}

/// Sets the times of the record. A row without times, as upgrades and administrators make them, is
/// from the beginning of time.
void setTimes(const sql::Values& row, Record& record) {
  const auto created = secondsOf(textOf(row[kCreatedAt]));
  const auto updated = secondsOf(textOf(row[kUpdatedAt]));
  record.created_at = created ? *created : updated.value_or(0);
  record.updated_at = std::max(record.created_at, updated.value_or(0));
}

bool isUtf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = characterLength(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

/// Parses a JSON value of any type.
Result<Value> parseValue(std::string_view text) {
  // On a line of its own, so that the parser's positions are those in the text.
  const auto wrapped = readObject("{\"\":\n" + std::string(text) + "\n}", kStoredLimits);
  if (wrapped && wrapped.value().size() == 1) return wrapped.value().get("");
  if (wrapped) return damaged("is not one JSON value");
  std::string why = wrapped.error().message;
  constexpr std::string_view kSecondLine = "line 2, ";
  if (const auto place = why.find(kSecondLine); place != std::string::npos) {
    why.erase(place, kSecondLine.size());
  }
  return damaged("is damaged: " + why);
}

bool isEmptyValue(ValueRef value) {
  const Array list = asArray(value);
  return value.isNull() || (value.isText() && value.text().empty()) || (list && list.size() == 0);
}

Result<Value> objectOf(const std::string& text) {
  if (text.empty()) return Value(Object::make());
  auto value = parseValue(text);
  if (!value || asObject(value.value())) return value;
  if (isEmptyValue(value.value())) return Value(Object::make());
  return damaged("is not a JSON object");
}

Result<Value> listOf(const std::string& text) {
  if (text.empty()) return Value();
  auto value = parseValue(text);
  if (!value || asArray(value.value())) return value;
  if (isEmptyValue(value.value())) return Value();
  return damaged("is not a JSON list");
}

/// An integer, or the text that SQLite has in a column of integers.
Value integerOf(const sql::Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
  const std::string text = textOf(value);
  if (const auto number = parseInteger(text)) return *number;
  return text;
}

/// The value of a column that is not NULL; null: there is no such member.
Result<Value> valueOf(const sql::Value& value, As as) {
  const std::string text = textOf(value);
  if (!isUtf8(text)) return damaged("is not UTF-8");
  switch (as) {
    case As::Text: return Value(text);
    case As::Integer: return integerOf(value);
    case As::Boolean: {
      const Value number = integerOf(value);
      return number.isInteger() ? Value(number.integer() != 0) : number;
    }
    case As::Object: return objectOf(text);
    case As::List: return listOf(text);
  }
  std::abort();  // Not reached: every type has a case.
}

Result<void> setMember(const Column& column, const sql::Value& value, Document& document) {
  const bool isNull = std::holds_alternative<std::monostate>(value);
  if (isNull) {
    if (column.as == As::Object) document.set(column.pointer, Object::make());
    if (column.ifNull == IfNull::Removed) document.remove(column.pointer);
    return {};
  }
  const auto member = valueOf(value, column.as);
  if (!member) return damaged(std::string(column.name) + " " + member.error().message);
  if (!member.value().isNull()) document.set(column.pointer, member.value());
  return {};
}

Result<void> setOwner(const sql::Values& row, const std::string& project, Document& document) {
  const std::string own = textOf(row[kProjectId]);
  if (own.empty() && project.empty()) {
    return damaged(
        "has no project, because v1 stored it: give the project of such rows with "
        "--project");
  }
  const std::string user = textOf(row[kUserId]);
  if (!isUtf8(own) || !isUtf8(user)) return damaged("its owner is not UTF-8");
  document.set(at::kProjectId, own.empty() ? project : own);
  document.set(at::kUserId, user);
  return {};
}

}  // namespace

Error damaged(std::string message) {
  return {ErrorCode::InvalidDocument, std::move(message)};
}

std::string textOf(const sql::Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  const auto* text = std::get_if<std::string>(&value);
  return text != nullptr ? *text : std::string();
}

Result<bulk::Draft> draftOf(const Table& table, const sql::Values& row,
                            const std::string& project) {
  bulk::Draft draft;
  draft.resource = &resourceOf(table.kind);
  setTimes(row, draft.record);
  draft.record.sidecar = textOf(row[kSidecar]);
  if (!isUtf8(draft.record.sidecar)) return damaged(std::string(table.sidecar) + " is not UTF-8");
  // The primary key of a client is a copy of its uuid.
  if (table.kind != Kind::Client) {
    draft.document.set(idPointer(*draft.resource), textOf(row[kId]));
  }
  if (const auto set = setOwner(row, project, draft.document); !set) return set.error();
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const auto set = setMember(table.columns[i], row[kFirstColumn + i], draft.document);
    if (!set) return set.error();
  }
  return draft;
}

}  // namespace freezer::python
