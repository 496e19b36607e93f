#include "cli/output/format.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace freezer::cli {
namespace {

constexpr std::array<std::string_view, 6> kNames = {"table", "json", "jsonl",
                                                    "yaml",  "csv",  "value"};

}  // namespace

std::vector<std::string> formatNames() {
  return {kNames.begin(), kNames.end()};
}

Format formatNamed(const std::string& name) {
  return static_cast<Format>(std::ranges::find(kNames, name) - kNames.begin());
}

}  // namespace freezer::cli
