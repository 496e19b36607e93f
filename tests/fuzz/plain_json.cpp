#include "tests/fuzz/plain_json.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <set>
#include <utility>

namespace freezer::fuzz {
namespace {

bool isOneOf(char c, std::string_view set) {
  return set.find(c) != std::string_view::npos;
}

void appendUtf8(std::string& out, unsigned long point) {
  const auto add = [&out](unsigned long byte) { out += static_cast<char>(byte); };
  if (point < 0x80) return add(point);
  if (point < 0x800) {
    add(0xC0 | point >> 6);
  } else if (point < 0x10000) {
    add(0xE0 | point >> 12);
    add(0x80 | (point >> 6 & 0x3F));
  } else {
    add(0xF0 | point >> 18);
    add(0x80 | (point >> 12 & 0x3F));
    add(0x80 | (point >> 6 & 0x3F));
  }
  add(0x80 | (point & 0x3F));
}

/// Reads from the front of a text; a function without a result has seen what is not accepted.
class Reader {
 public:
  Reader(std::string_view text, std::size_t levels) : rest_(text), levels_(levels) {}

  std::optional<Json> readAll() {
    auto json = read(0);
    skipSpace();
    return rest_.empty() ? json : std::nullopt;
  }

 private:
  void skipSpace() {
    while (!rest_.empty() && isOneOf(rest_.front(), " \t\r\n")) rest_.remove_prefix(1);
  }

  bool take(std::string_view token) {
    if (!rest_.starts_with(token)) return false;
    rest_.remove_prefix(token.size());
    return true;
  }

  std::optional<Json> read(std::size_t level) {
    skipSpace();
    if (take("{")) return readObject(level + 1);
    if (take("[")) return readArray(level + 1);
    if (take("null")) return Json{};
    if (take("true")) return Json{true};
    if (take("false")) return Json{false};
    if (rest_.starts_with('"')) {
      auto text = readString();
      return text ? std::optional(Json{std::move(*text)}) : std::nullopt;
    }
    return readNumber();
  }

  std::optional<Json> readObject(std::size_t level) {
    Json::Members members;
    std::set<std::string> names;
    skipSpace();
    if (level > levels_) return std::nullopt;
    if (take("}")) return Json{std::move(members)};
    do {
      skipSpace();
      auto name = readString();
      if (!name || !names.insert(*name).second) return std::nullopt;
      skipSpace();
      if (!take(":")) return std::nullopt;
      auto value = read(level);
      if (!value) return std::nullopt;
      members.push_back({std::move(*name), std::move(*value)});
      skipSpace();
    } while (take(","));
    return take("}") ? std::optional(Json{std::move(members)}) : std::nullopt;
  }

  std::optional<Json> readArray(std::size_t level) {
    Json::List list;
    skipSpace();
    if (level > levels_) return std::nullopt;
    if (take("]")) return Json{std::move(list)};
    do {
      auto value = read(level);
      if (!value) return std::nullopt;
      list.push_back(std::move(*value));
      skipSpace();
    } while (take(","));
    return take("]") ? std::optional(Json{std::move(list)}) : std::nullopt;
  }

  std::optional<std::string> readString() {
    if (!take("\"")) return std::nullopt;
    std::string text;
    while (!rest_.empty()) {
      if (take("\"")) return isUtf8(text) ? std::optional(std::move(text)) : std::nullopt;
      if (take("\\")) {
        if (!readEscape(text)) return std::nullopt;
      } else if (static_cast<unsigned char>(rest_.front()) < 0x20) {
        return std::nullopt;
      } else {
        text += rest_.front();
        rest_.remove_prefix(1);
      }
    }
    return std::nullopt;
  }

  bool readEscape(std::string& text) {
    constexpr std::string_view kNames = "\"\\/bfnrt";
    constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
    for (std::size_t i = 0; i < kNames.size(); ++i) {
      if (!take(kNames.substr(i, 1))) continue;
      text += kMeanings[i];
      return true;
    }
    auto point = readUnit();
    if (!point || (*point >= 0xDC00 && *point < 0xE000)) return false;
    if (*point >= 0xD800 && *point < 0xDC00) {
      const auto low = take("\\") ? readUnit() : std::nullopt;
      if (!low || *low < 0xDC00 || *low >= 0xE000) return false;
      point = 0x10000 + ((*point - 0xD800) << 10) + (*low - 0xDC00);
    }
    appendUtf8(text, *point);
    return true;
  }

  /// The "u0041" of an escape.
  std::optional<unsigned long> readUnit() {
    if (!take("u") || rest_.size() < 4) return std::nullopt;
    const std::string digits(rest_.substr(0, 4));
    rest_.remove_prefix(4);
    if (digits.find_first_not_of("0123456789abcdefABCDEF") != digits.npos) return std::nullopt;
    return std::strtoul(digits.c_str(), nullptr, 16);
  }

  std::string_view takeDigits() {
    const std::size_t count = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
    const std::string_view digits = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return digits;
  }

  std::optional<Json> readNumber() {
    const std::string_view start = rest_;
    bool isInteger = true;
    take("-");
    const std::string_view whole = takeDigits();
    if (whole.empty() || (whole.size() > 1 && whole.front() == '0')) return std::nullopt;
    if (take(".")) {
      isInteger = false;
      if (takeDigits().empty()) return std::nullopt;
    }
    if (take("e") || take("E")) {
      isInteger = false;
      if (!take("+")) take("-");
      if (takeDigits().empty()) return std::nullopt;
    }
    const std::string token(start.substr(0, start.size() - rest_.size()));
    if (!isInteger) {
      const double number = std::strtod(token.c_str(), nullptr);
      return std::isfinite(number) ? std::optional(Json{number}) : std::nullopt;
    }
    std::int64_t number = 0;
    const auto read = std::from_chars(token.data(), token.data() + token.size(), number);
    return read.ec == std::errc{} ? std::optional(Json{number}) : std::nullopt;
  }

  std::string_view rest_;
  const std::size_t levels_;
};

/// Calls `visit` with each value directly within.
template <typename Visit>
void forEachWithin(const Json& json, Visit visit) {
  if (const auto* list = json.list()) {
    for (const Json& item : *list) visit(item);
  } else if (const auto* members = json.members()) {
    for (const auto& [name, value] : *members) visit(value);
  }
}

}  // namespace

bool Json::operator==(const Json& other) const {
  if (value.index() != other.value.index()) return false;
  if (const auto* number = std::get_if<double>(&value)) {
    return std::bit_cast<std::uint64_t>(*number) ==
           std::bit_cast<std::uint64_t>(std::get<double>(other.value));
  }
  return value == other.value;
}

bool isUtf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto first = static_cast<unsigned char>(text[i]);
    const std::size_t length = first < 0x80                     ? 1
                               : first >= 0xC2 && first <= 0xDF ? 2
                               : first >= 0xE0 && first <= 0xEF ? 3
                               : first >= 0xF0 && first <= 0xF4 ? 4
                                                                : 0;
    if (length == 0 || i + length > text.size()) return false;
    for (std::size_t k = 1; k < length; ++k) {
      const auto byte = static_cast<unsigned char>(text[i + k]);
      const unsigned least = k > 1 ? 0x80 : first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
      const unsigned most = k > 1 ? 0xBF : first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
      if (byte < least || byte > most) return false;
    }
    i += length;
  }
  return true;
}

std::size_t levelsOf(const Json& json) {
  if (json.list() == nullptr && json.members() == nullptr) return 0;
  std::size_t deepest = 0;
  forEachWithin(json, [&](const Json& within) { deepest = std::max(deepest, levelsOf(within)); });
  return deepest + 1;
}

std::size_t valuesOf(const Json& json) {
  std::size_t count = 0;
  forEachWithin(json, [&](const Json& within) { count += 1 + valuesOf(within); });
  return count;
}

std::size_t mostMembersOf(const Json& json) {
  std::size_t most = json.members() == nullptr ? 0 : json.members()->size();
  forEachWithin(json, [&](const Json& within) { most = std::max(most, mostMembersOf(within)); });
  return most;
}

std::optional<Json> readPlain(std::string_view text, std::size_t levels) {
  return Reader(text, levels).readAll();
}

}  // namespace freezer::fuzz
