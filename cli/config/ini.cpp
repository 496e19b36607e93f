#include "cli/config/ini.h"

#include <Poco/String.h>

#include <cerrno>
#include <fstream>
#include <string_view>
#include <system_error>

namespace freezer::cli {
namespace {

constexpr std::string_view kBlank = " \t\r";

std::string_view unquoted(std::string_view value) {
  const bool quoted = value.size() > 1 && value.front() == value.back() &&
                      (value.front() == '"' || value.front() == '\'');
  return quoted ? value.substr(1, value.size() - 2) : value;
}

/// Reads one file, a line at a time.
class IniReader {
 public:
  explicit IniReader(const std::string& file) : file_(file) {}

  Result<void> take(std::string_view line) {
    ++number_;
    const std::string text = Poco::trim(std::string(line));
    if (text.empty() || text.front() == '#' || text.front() == ';') return {};
    if (kBlank.find(line.front()) != std::string_view::npos) return takeContinuation(text);
    if (text.front() == '[') return takeSection(text);
    return takeKey(text);
  }

  std::vector<IniEntry>& entries() { return entries_; }

 private:
  Result<void> takeContinuation(std::string_view text) {
    if (entries_.empty()) return fault("an indented line must follow a setting");
    entries_.back().value.append("\n").append(text);
    return {};
  }

  Result<void> takeSection(std::string_view text) {
    if (text.size() < 3 || text.back() != ']') return fault("a section is written [name]");
    section_ = text.substr(1, text.size() - 2);
    return {};
  }

  Result<void> takeKey(std::string_view text) {
    const std::size_t sign = text.find_first_of("=:");
    if (sign == std::string_view::npos || sign == 0) return fault("expected key = value");
    if (section_.empty()) return fault("a key must follow a [section]");
    const std::string value = Poco::trim(std::string(text.substr(sign + 1)));
    entries_.push_back({section_, Poco::trim(std::string(text.substr(0, sign))),
                        std::string(unquoted(value)), number_});
    return {};
  }

  Error fault(std::string_view what) const {
    return {ErrorCode::InvalidRequest,
            file_ + ", line " + std::to_string(number_) + ": " + std::string(what)};
  }

  const std::string& file_;
  std::string section_;
  int number_ = 0;
  std::vector<IniEntry> entries_;
};

}  // namespace

Result<std::vector<IniEntry>> readIni(const std::string& file) {
  std::ifstream input(file);
  IniReader reader(file);
  std::string line;
  while (std::getline(input, line)) {
    if (const Result<void> taken = reader.take(line); !taken) return taken.error();
  }
  if (!input.eof())
    return Error{ErrorCode::InvalidRequest, "cannot read the configuration file " + file + ": " +
                                                std::generic_category().message(errno)};
  return std::move(reader.entries());
}

}  // namespace freezer::cli
