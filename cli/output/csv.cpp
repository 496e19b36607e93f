#include "cli/output/csv.h"

#include <string_view>

namespace freezer::cli {
namespace {

/// RFC 4180, section 2. Spaces at the ends are quoted too: some programs drop them.
std::string quoted(const std::string& value) {
  const bool isPlain = value.find_first_of(",\"\r\n") == std::string::npos &&
                       !value.starts_with(' ') && !value.ends_with(' ');
  if (isPlain) return value;
  std::string text = "\"";
  for (const char c : value) text.append(c == '"' ? 2 : 1, c);
  return text + '"';
}

}  // namespace

void printCsvLine(std::ostream& out, std::span<const std::string> values) {
  // An empty line would be no line to some programs.
  if (values.size() == 1 && values.front().empty()) out << "\"\"";
  std::string_view between;
  for (const std::string& value : values) {
    out << between << quoted(value);
    between = ",";
  }
  out << '\n';
}

}  // namespace freezer::cli
