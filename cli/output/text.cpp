#include "cli/output/text.h"

#include <locale.h>
#include <wchar.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <sstream>

namespace freezer::cli {
namespace {

/// Makes wcwidth() use Unicode for its lifetime, whatever the user's locale.
class UnicodeLocale {
 public:
  UnicodeLocale()
      : own_(newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)),
        before_(own_ == nullptr ? nullptr : uselocale(own_)) {}
  ~UnicodeLocale() {
    if (own_ == nullptr) return;
    uselocale(before_);
    freelocale(own_);
  }
  UnicodeLocale(const UnicodeLocale&) = delete;
  UnicodeLocale& operator=(const UnicodeLocale&) = delete;

 private:
  locale_t own_;
  locale_t before_;
};

void appendEscape(std::string& text, const char* format, unsigned value) {
  std::array<char, 16> escape{};
  std::snprintf(escape.data(), escape.size(), format, value);
  text.append(escape.data());
}

void appendEscaped(std::string& text, char32_t character) {
  switch (character) {
    case U'\n': text.append("\\n"); return;
    case U'\t': text.append("\\t"); return;
    case U'\r': text.append("\\r"); return;
    default: appendEscape(text, "\\u%04X", static_cast<unsigned>(character));
  }
}

/// The length of a UTF-8 sequence by its first byte (RFC 3629, section 3); 0: invalid.
std::size_t lengthBy(unsigned char first) {
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first < 0xE0) return 2;
  if (first >= 0xE0 && first < 0xF0) return 3;
  if (first >= 0xF0 && first < 0xF5) return 4;
  return 0;
}

}  // namespace

Utf8Character firstCharacter(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const std::size_t length = lengthBy(byte(0));
  if (length == 0 || length > text.size()) return {0, 0};
  if (length == 1) return {byte(0), 1};
  char32_t value = byte(0) & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return {0, 0};
    value = (value << 6U) | (byte(i) & 0x3FU);
  }
  // Overlong, a surrogate, or beyond Unicode.
  constexpr std::array<char32_t, 5> kLeast = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = value >= 0xD800 && value < 0xE000;
  if (value < kLeast[length] || surrogate || value > 0x10FFFF) return {0, 0};
  return {value, length};
}

bool isUnsafe(char32_t character) {
  const auto within = [&](char32_t first, char32_t last) {
    return character >= first && character <= last;
  };
  return within(0x00, 0x1F) || within(0x7F, 0x9F) ||          // Controls.
         within(0x2028, 0x202E) || within(0x2066, 0x2069) ||  // Separators, directions.
         within(0x200E, 0x200F) || character == 0x061C;       // Marks of direction.
}

std::string printable(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    const auto [value, length] = firstCharacter(text);
    if (length == 0) {
      appendEscape(result, "\\x%02X", static_cast<unsigned char>(text.front()));
    } else if (isUnsafe(value)) {
      appendEscaped(result, value);
    } else {
      result.append(text.substr(0, length));
    }
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return result;
}

std::size_t displayWidth(std::string_view text) {
  if (std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; })) return text.size();
  const UnicodeLocale locale;
  std::size_t width = 0;
  while (!text.empty()) {
    const auto [value, length] = firstCharacter(text);
    const int columns = wcwidth(static_cast<wchar_t>(value));
    // A character unknown to the C library counts as one column.
    width += columns < 0 ? 1 : static_cast<std::size_t>(columns);
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return width;
}

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  std::istringstream words{std::string(text)};
  for (std::string word; words >> word;) {
    if (lines.empty() || lines.back().size() + 1 + word.size() > width) {
      lines.push_back(word);
    } else {
      lines.back().append(" ").append(word);
    }
  }
  return lines;
}

}  // namespace freezer::cli
