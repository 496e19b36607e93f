// A configuration file: the entries that it is read as are the same when they are written out and
// read again.

#include "cli/config/ini.h"

#include <algorithm>

#include "tests/fuzz/input_file.h"
#include "tests/fuzz/target.h"

namespace freezer::fuzz {
namespace {

using cli::IniEntry;

std::string written(const std::vector<IniEntry>& entries) {
  std::string text;
  for (const IniEntry& entry : entries) {
    const std::size_t end = std::min(entry.value.find('\n'), entry.value.size());
    text += "[" + entry.section + "]\n" + entry.key + " = \"" + entry.value.substr(0, end) + "\"";
    for (const char c : entry.value.substr(end)) text += c == '\n' ? "\n " : std::string(1, c);
    text += "\n";
  }
  return text;
}

bool isSame(const IniEntry& left, const IniEntry& right) {
  return left.section == right.section && left.key == right.key && left.value == right.value;
}

}  // namespace

void ini(std::string_view input) {
  const InputFile file(input);
  const auto read = cli::readIni(file.path());
  if (!read) return;
  const std::vector<IniEntry>& entries = read.value();
  require(std::ranges::is_sorted(entries, std::ranges::less_equal(), &IniEntry::line),
          "each entry has a line of its own, in order");

  const InputFile copy(written(entries));
  const auto again = cli::readIni(copy.path());
  require(again && std::ranges::equal(entries, again.value(), isSame),
          "entries are read as they are written");
}

}  // namespace freezer::fuzz
