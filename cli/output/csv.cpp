#include "cli/output/csv.h"

#include <charconv>
#include <string_view>

#include "cli/output/text.h"

namespace freezer::cli {
namespace {

bool isPlainNumber(std::string_view text) {
  constexpr std::string_view kOfNumbers = "0123456789.+-eE";
  if (text.find_first_not_of(kOfNumbers) != std::string_view::npos) return false;
  if (text.starts_with('+')) text.remove_prefix(1);
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return end == text.data() + text.size() && error != std::errc::invalid_argument;
}

/// Whether programs may read the value as a formula (OWASP, "CSV Injection").
bool isFormula(std::string_view value) {
  constexpr std::string_view kFirst = "=+-@\t\r\n";
  return !value.empty() && kFirst.find(value.front()) != std::string_view::npos &&
         !isPlainNumber(value);
}

/// The value with control characters escaped, except tabs and line ends.
std::string withoutControls(std::string_view value) {
  constexpr std::string_view kKept = "\t\r\n";
  std::string text;
  while (!value.empty()) {
    const std::size_t harmless = value.find_first_of(kKept);
    text.append(printable(value.substr(0, harmless)));
    if (harmless == std::string_view::npos) break;
    text += value[harmless];
    value.remove_prefix(harmless + 1);
  }
  return text;
}

/// Some programs drop spaces at the ends, so these are quoted too.
std::string csvQuoted(const std::string& value) {
  const bool isPlain = value.find_first_of(",\"\r\n\t") == std::string::npos &&
                       !value.starts_with(' ') && !value.ends_with(' ');
  if (isPlain) return value;
  std::string text = "\"";
  for (const char c : value) text.append(c == '"' ? 2 : 1, c);
  return text + '"';
}

}  // namespace

void printCsvLine(std::ostream& out, std::span<const std::string> values) {
  // Some programs ignore an empty line.
  if (values.size() == 1 && values.front().empty()) out << "\"\"";
  std::string_view between;
  for (const std::string& value : values) {
    out << between << csvQuoted((isFormula(value) ? "'" : "") + withoutControls(value));
    between = ",";
  }
  out << '\n';
}

}  // namespace freezer::cli
