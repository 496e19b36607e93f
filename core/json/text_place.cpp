#include "core/json/text_place.h"

#include <algorithm>

namespace freezer {

std::string placeIn(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const auto line = std::ranges::count(before, '\n') + 1;
  const std::size_t newline = before.rfind('\n');
  const std::string_view start =
      newline == std::string_view::npos ? before : before.substr(newline + 1);
  const auto column = std::ranges::count_if(start, [](char byte) {
    const bool isContinuation = (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
    return !isContinuation;
  });
  return "line " + std::to_string(line) + ", column " + std::to_string(column + 1);
}

}  // namespace freezer
