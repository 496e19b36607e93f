#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace freezer::cli {

/// `text` fit for a terminal and for one line: control characters, line
/// separators and marks that change the direction of writing are spelled out as
/// \n, \t, \r or \uXXXX; bytes that are no UTF-8 as \xXX.
std::string printable(std::string_view text);

/// The columns that `text`, which is printable(), takes up on a terminal.
std::size_t displayWidth(std::string_view text);

/// Whether a character must not reach a terminal as it is.
bool isUnsafe(char32_t character);

/// The first character of `text`, which must not be empty, and how many bytes
/// it takes; length 0 where they are no UTF-8.
struct Utf8Character {
  char32_t value;
  std::size_t length;
};
Utf8Character firstCharacter(std::string_view text);

}  // namespace freezer::cli
