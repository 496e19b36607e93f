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

}  // namespace

std::size_t terminalWidth() {
  constexpr std::size_t kUsual = 80;
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  const auto columns = parseInteger(environment("COLUMNS"));
  return columns && *columns > 0 ? static_cast<std::size_t>(*columns) : kUsual;
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
