#include "cli/output/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <string_view>

#include "core/text.h"

namespace freezer::cli {
namespace {

std::string_view environment(const char* name) {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): commands that print run no other threads.
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

/// A size of the terminal, else the value of the variable `name`, else `usual`.
std::size_t sizeOr(unsigned short winsize::*size, const char* name, std::size_t usual) {
  winsize found{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &found) == 0 && found.*size > 0) return found.*size;
  const auto number = parseInteger(environment(name));
  return number && *number > 0 ? static_cast<std::size_t>(*number) : usual;
}

}  // namespace

std::size_t terminalWidth() {
  return sizeOr(&winsize::ws_col, "COLUMNS", 80);
}

std::size_t terminalHeight() {
  return sizeOr(&winsize::ws_row, "LINES", 24);
}

bool isUtf8Wanted() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const std::string_view locale = environment(name);
    if (locale.empty()) continue;
    return locale.ends_with(".UTF-8") || locale.ends_with(".utf8");
  }
  return false;
}

bool isColorUnwanted() {
  // https://no-color.org: any value except the empty one.
  return !environment("NO_COLOR").empty() || environment("TERM") == "dumb";
}

}  // namespace freezer::cli
