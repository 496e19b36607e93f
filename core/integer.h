#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

namespace freezer {

/// `text` as a decimal number of 64 bits, and nothing but that.
inline std::optional<std::int64_t> parseInteger(std::string_view text) {
  std::int64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, failure] = std::from_chars(text.data(), end, number);
  if (failure != std::errc() || stop != end) return std::nullopt;
  return number;
}

/// The integer whose text is `text`, and no other text: "7", not "07".
inline std::optional<std::int64_t> integerWithText(std::string_view text) {
  const auto number = parseInteger(text);
  return number && std::to_string(*number) == text ? number : std::nullopt;
}

}  // namespace freezer
