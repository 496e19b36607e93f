// A configuration file: the entries that it is read as are the same when they are written out and
// read again. And a value, made of the lines, is read as it is written.

#include "cli/config/ini.h"

#include <Poco/String.h>

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

/// An entry whose value has the lines of `text`, except those that a file cannot have in a value.
IniEntry entryOf(std::string_view text) {
  IniEntry entry{"DEFAULT", "key", "first", 1};
  while (!text.empty()) {
    const std::string line = Poco::trim(std::string(text.substr(0, text.find('\n'))));
    text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
    if (!line.empty() && line.front() != '#' && line.front() != ';') entry.value += "\n" + line;
  }
  return entry;
}

void requireRead(const std::vector<IniEntry>& entries) {
  const InputFile file(written(entries));
  const auto read = cli::readIni(file.path());
  require(read && std::ranges::equal(entries, read.value(), isSame),
          "entries are read as they are written");
}

}  // namespace

void ini(std::string_view input) {
  requireRead({entryOf(input)});
  const InputFile file(input);
  const auto read = cli::readIni(file.path());
  if (!read) return;
  const std::vector<IniEntry>& entries = read.value();
  require(std::ranges::is_sorted(entries, std::ranges::less_equal(), &IniEntry::line),
          "each entry has a line of its own, in order");

  requireRead(entries);
}

}  // namespace freezer::fuzz
