#include "cli/generate/man.h"

#include <sstream>
#include <vector>

#include "cli/generate/man_blocks.h"

namespace freezer::cli {
namespace {

constexpr std::string_view kBegin = "; generated: ";
constexpr std::string_view kBlockEnd = "; end";

Error mistake(std::size_t line, const std::string& what) {
  return {ErrorCode::InvalidRequest, "line " + std::to_string(line) + ": " + what};
}

std::vector<std::string> linesOf(const std::string& page) {
  std::vector<std::string> lines;
  std::istringstream stream(page);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

}  // namespace

Result<std::string> refreshed(const std::string& page, const CommandPage& root) {
  const std::vector<std::string> lines = linesOf(page);
  std::string fresh;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    fresh += lines[i] + '\n';
    if (!lines[i].starts_with(kBegin)) continue;
    const std::size_t begin = i;
    const std::string what = lines[i].substr(kBegin.size());
    std::optional<std::string> block = manBlock(what, root);
    if (!block) return mistake(begin + 1, "nothing is known that is called '" + what + "'");
    while (i < lines.size() && lines[i] != kBlockEnd) ++i;
    if (i == lines.size()) return mistake(begin + 1, "the block has no line '; end'");
    while (block->ends_with('\n')) block->pop_back();
    fresh += "\n" + *block + "\n\n" + lines[i] + '\n';
  }
  return fresh;
}

}  // namespace freezer::cli
