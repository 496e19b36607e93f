#include "core/store/sqlite/functions.h"

#include <cstddef>
#include <cstdint>
#include <exception>
#include <string>
#include <string_view>

#include "core/json/parser.h"
#include "core/store/checksum.h"

namespace freezer::sqlite {
namespace {

/// The text or blob of an argument, which is valid during the call; empty for NULL.
std::string_view textOf(sqlite3_value* value) {
  const auto* const begin = static_cast<const char*>(sqlite3_value_blob(value));
  if (begin == nullptr) return {};
  return {begin, static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

void checksum(sqlite3_context* context, int /*count*/, sqlite3_value** values) try {
  const auto text = [values](int place) { return std::string(textOf(values[place])); };
  const auto integer = [values](int place) { return sqlite3_value_int64(values[place]); };
  const Record record{text(0),    text(1),    text(2), integer(3),
                      integer(4), integer(5), text(7), text(6)};
  sqlite3_result_int64(context, checksumOf(record));
} catch (const std::exception&) {  // Exceptions must not pass through C code.
  sqlite3_result_error_nomem(context);
}

/// Whether the text has the last name of the pointer somewhere: faster to see than its value.
bool mayHave(std::string_view text, std::string_view pointer) {
  return text.find(pointer.substr(pointer.rfind('/') + 1)) != std::string_view::npos;
}

void jsonInteger(sqlite3_context* context, int /*count*/, sqlite3_value** values) try {
  constexpr std::size_t kNesting = 1000;  // As in the JSON functions of SQLite.
  const std::string_view text = textOf(values[0]);
  const std::string_view pointer = textOf(values[1]);
  if (!mayHave(text, pointer)) return;
  std::int64_t integer = 0;
  const bool isInteger = withParsed(text, kNesting, [&](const auto& root) {
    return root.at_pointer(pointer).get_int64().get(integer) == simdjson::SUCCESS;
  });
  if (isInteger) sqlite3_result_int64(context, integer);
} catch (const std::exception&) {
  sqlite3_result_error_nomem(context);
}

}  // namespace

void addFunctions(sqlite3* connection) {
  const auto add = [connection](const char* name, int arguments, auto* function) {
    sqlite3_create_function(connection, name, arguments, SQLITE_UTF8 | SQLITE_DETERMINISTIC,
                            nullptr, function, nullptr, nullptr);
  };
  add("checksum", 8, checksum);
  add("json_integer", 2, jsonInteger);
}

}  // namespace freezer::sqlite
