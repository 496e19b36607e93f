#include "cli/output/table.h"

#include <algorithm>
#include <numeric>
#include <string_view>

#include "cli/output/text.h"

namespace freezer::cli {
namespace {

constexpr std::size_t kGap = 2;

struct Laid {
  std::string text;
  std::size_t width;
  Tone tone;
};
using Line = std::vector<Laid>;

Line layOut(const Row& row) {
  Line line;
  line.reserve(row.size());
  for (const Cell& cell : row) {
    std::string text = printable(cell.text);
    const std::size_t width = displayWidth(text);
    line.push_back({std::move(text), width, cell.tone});
  }
  return line;
}

std::vector<std::size_t> widthsOf(const std::vector<Line>& lines) {
  std::vector<std::size_t> widths;
  for (const Line& line : lines) {
    widths.resize(std::max(widths.size(), line.size()));
    for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], line[i].width);
  }
  return widths;
}

/// Narrows the widest columns until all fit into `total`; a column keeps a few characters.
void narrow(std::vector<std::size_t>& widths, std::size_t total) {
  constexpr std::size_t kLeast = 4;
  std::size_t needed = std::accumulate(widths.begin(), widths.end(), kGap * (widths.size() - 1));
  while (needed > total) {
    const auto widest = std::ranges::max_element(widths);
    if (*widest <= kLeast) return;
    --*widest;
    --needed;
  }
}

/// Cuts a cell that is wider than `width`, and marks the cut.
void cut(Laid& cell, std::size_t width) {
  if (cell.width <= width) return;
  std::size_t kept = 0;
  std::string_view rest = cell.text;
  std::string text;
  while (!rest.empty()) {
    const std::string_view next = rest.substr(0, firstCharacter(rest).length);
    const std::size_t more = displayWidth(next);
    if (kept + more + 1 > width) break;
    text.append(next);
    kept += more;
    rest.remove_prefix(next.size());
  }
  cell.text = text + "…";
  cell.width = kept + 1;
}

/// The escape sequence of a tone (ECMA-48, section 8.3.117: SGR).
std::string_view begin(Tone tone) {
  switch (tone) {
    case Tone::Plain: return "";
    case Tone::Good: return "\x1b[32m";
    case Tone::Busy: return "\x1b[33m";
    case Tone::Bad: return "\x1b[31m";
  }
  return "";
}

constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kReset = "\x1b[0m";

std::string painted(const Laid& cell, std::string_view with) {
  if (with.empty()) return cell.text;
  return std::string(with) + cell.text + std::string(kReset);
}

}  // namespace

void printTable(std::ostream& out, std::span<const Row> rows, const TableStyle& style) {
  std::vector<Line> lines;
  lines.reserve(rows.size());
  for (const Row& row : rows) lines.push_back(layOut(row));
  std::vector<std::size_t> widths = widthsOf(lines);
  if (style.width && !widths.empty()) narrow(widths, *style.width);
  bool isTitle = style.hasTitles;
  for (Line& cells : lines) {
    std::string line;
    std::size_t gap = 0;  // Written before a cell, so that no line ends in spaces.
    for (std::size_t i = 0; i < cells.size(); ++i) {
      Laid& cell = cells[i];
      cut(cell, widths[i]);
      const std::string_view tone = !style.color ? "" : isTitle ? kBold : begin(cell.tone);
      if (cell.width > 0) line.append(gap, ' ').append(painted(cell, tone));
      gap = (cell.width > 0 ? 0 : gap) + widths[i] - cell.width + kGap;
    }
    isTitle = false;
    out << line << '\n';
  }
}

}  // namespace freezer::cli
