#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace freezer::fuzz {

/// A JSON value, read plainly and slowly: the model that targets compare core/json with.
struct Json {
  using List = std::vector<Json>;
  struct Member;
  using Members = std::vector<Member>;  ///< In the order of the text.

  std::variant<std::monostate, bool, std::int64_t, double, std::string, List, Members> value;

  bool isNull() const { return std::holds_alternative<std::monostate>(value); }
  const List* list() const { return std::get_if<List>(&value); }
  const Members* members() const { return std::get_if<Members>(&value); }
  Members* members() { return std::get_if<Members>(&value); }

  /// Also compares the order of members, and the sign of zeros.
  bool operator==(const Json& other) const;
};

struct Json::Member {
  std::string name;
  Json value;

  bool operator==(const Member& other) const { return name == other.name && value == other.value; }
};

/// RFC 3629, section 4.
bool isUtf8(std::string_view text);

/// Lists and objects around the innermost value: 0 for a scalar.
std::size_t levelsOf(const Json& json);

/// Members and entries at any depth.
std::size_t valuesOf(const Json& json);

/// Members of the largest object.
std::size_t mostMembersOf(const Json& json);

/// The value in `text`, or none if it is not what the service accepts as JSON: RFC 8259 without
/// duplicate names, unpaired surrogates, integers beyond 64 signed bits and numbers beyond a
/// double. Does not follow more than `levels` levels.
std::optional<Json> readPlain(std::string_view text, std::size_t levels);

}  // namespace freezer::fuzz
