#pragma once

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

namespace freezer {

// Functions for plain text, independent of the locale.

inline constexpr std::string_view kWhiteSpace = " \t\r\n\f\v";

constexpr bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

/// Converts an ASCII letter to lower case; other characters are unchanged.
constexpr char lowered(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

inline std::string lowered(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](char c) { return lowered(c); });
  return lower;
}

/// `text` without leading and trailing characters of `blanks`.
constexpr std::string_view trimmed(std::string_view text, std::string_view blanks = kWhiteSpace) {
  const std::size_t start = text.find_first_not_of(blanks);
  if (start == std::string_view::npos) return {};
  return text.substr(start, text.find_last_not_of(blanks) - start + 1);
}

/// Parses a decimal 64-bit integer; none if `text` contains anything else.
inline std::optional<std::int64_t> parseInteger(std::string_view text) {
  std::int64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, failure] = std::from_chars(text.data(), end, number);
  if (failure != std::errc() || stop != end) return std::nullopt;
  return number;
}

/// The integer in its canonical form only: "7", not "07".
inline std::optional<std::int64_t> integerWithText(std::string_view text) {
  const auto number = parseInteger(text);
  return number && std::to_string(*number) == text ? number : std::nullopt;
}

/// The length of the valid UTF-8 character at the start of `text`, which must not be empty; 0 if it
/// is invalid.
std::size_t characterLength(std::string_view text);

/// The beginning of `text` for an error message: short, without control characters, and always
/// valid UTF-8.
std::string excerpt(std::string_view text);

}  // namespace freezer
