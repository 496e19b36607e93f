#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace freezer::cli {

/// `text` made safe for a terminal, on one line: control characters, line separators and marks of
/// writing direction become \n, \t, \r or \uXXXX; invalid UTF-8 becomes \xXX.
std::string printable(std::string_view text);

/// The number of terminal columns of `text`, which must be printable().
std::size_t displayWidth(std::string_view text);

/// Whether a character must be escaped for a terminal.
bool isUnsafe(char32_t character);

/// The first character of `text`, which must not be empty, and its length in bytes; length 0 for
/// invalid UTF-8.
struct Utf8Character {
  char32_t value;
  std::size_t length;
};
Utf8Character firstCharacter(std::string_view text);

/// Breaks `text`, which must be ASCII, into lines of at most `width` columns; a longer word has a
/// line of its own.
std::vector<std::string> wrap(std::string_view text, std::size_t width);

}  // namespace freezer::cli
