#pragma once

#include <algorithm>
#include <string_view>

#include "core/text.h"

/// Character classes and small parsers of HTTP, independent of the locale.
namespace freezer::server {

inline constexpr std::string_view kLineEnd = "\r\n";

/// RFC 9110, section 5.6.3: the optional white space around the values of fields.
inline constexpr std::string_view kOptionalSpace = " \t";

constexpr bool isHexDigit(char c) {
  return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

constexpr bool isAlphanumeric(char c) {
  return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// A control character, which a header field must not hold (tab apart).
constexpr bool isControl(char c) {
  const auto octet = static_cast<unsigned char>(c);
  return octet < 0x20 || octet == 0x7f;
}

/// RFC 9110, section 5.6.2: a character of a method or a field name.
constexpr bool isTokenCharacter(char c) {
  return isAlphanumeric(c) || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

constexpr bool isToken(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, isTokenCharacter);
}

constexpr bool equalIgnoringCase(std::string_view left, std::string_view right) {
  return std::ranges::equal(left, right, [](char a, char b) { return lowered(a) == lowered(b); });
}

/// Removes the text before the first `separator` from `text`, with the separator, and returns it.
constexpr std::string_view takeUntil(std::string_view& text, char separator) {
  const auto end = std::min(text.find(separator), text.size());
  const std::string_view head = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return head;
}

}  // namespace freezer::server
