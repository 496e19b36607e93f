#include "cli/output/table.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "cli/output/table_widths.h"
#include "cli/output/text.h"

namespace freezer::cli {
namespace {

struct Laid {
  std::string text;
  std::size_t width;
  Tone tone;
};
using Line = std::vector<Laid>;

Laid layOut(const Cell& cell) {
  std::string text = printable(cell.text);
  const std::size_t width = displayWidth(text);
  return {std::move(text), width, cell.tone};
}

std::vector<std::size_t> widthsOf(std::span<const Row> rows) {
  std::vector<std::size_t> widths;
  for (const Row& row : rows) {
    widths.resize(std::max(widths.size(), row.size()), 1);
    for (std::size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], layOut(row[i]).width);
  }
  return widths;
}

/// The longest beginning of a text that is at most `width` wide, and its width. It has at least one
/// character if `width` is not 0 and the text is not empty.
std::pair<std::string_view, std::size_t> beginningOf(std::string_view text, std::size_t width) {
  std::size_t length = 0;
  std::size_t kept = 0;
  while (length < text.size()) {
    const std::size_t bytes = std::max<std::size_t>(1, firstCharacter(text.substr(length)).length);
    const std::size_t more = displayWidth(text.substr(length, bytes));
    if (kept + more > width && (length > 0 || width == 0)) break;
    kept += more;
    length += bytes;
  }
  return {text.substr(0, length), kept};
}

/// Cuts a cell that is wider than `width`, and marks the cut.
void cut(Laid& cell, std::size_t width) {
  if (cell.width <= width) return;
  const auto [text, kept] = beginningOf(cell.text, width - 1);
  // A wide character does not fit into two columns with the mark.
  cell =
      kept < width ? Laid{std::string(text) + "…", kept + 1, cell.tone} : Laid{"…", 1, cell.tone};
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

/// The lines of a row whose last cell is broken into pieces that fit.
std::vector<Line> folded(Line line, std::size_t width) {
  std::vector<Line> lines;
  std::string rest = std::exchange(line.back().text, {});
  const Tone tone = line.back().tone;
  do {
    const auto [piece, columns] = beginningOf(rest, width);
    line.back() = {std::string(piece), columns, tone};
    rest.erase(0, piece.size());
    lines.push_back(std::exchange(line, Line(line.size(), Laid{"", 0, Tone::Plain})));
  } while (!rest.empty());
  return lines;
}

}  // namespace

Table::Table(std::span<const Row> rows, TableStyle style)
    : style_(std::move(style)), widths_(widthsOf(rows)), isTitle_(style_.hasTitles) {
  style_.yields.resize(widths_.size());
  if (style_.width) widths_ = fittingWidths(widths_, style_.yields, *style_.width);
}

void Table::print(std::ostream& out, const Row& row) {
  Line cells;
  std::vector<std::size_t> widths;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (widths_[i] == 0) continue;
    cells.push_back(layOut(row[i]));
    widths.push_back(widths_[i]);
  }
  const bool isTitle = std::exchange(isTitle_, false);
  if (cells.empty()) return;
  const bool isFolded = style_.folds && style_.width && widths_.back() > 0;
  for (Line& line :
       isFolded ? folded(std::move(cells), widths.back()) : std::vector<Line>{std::move(cells)}) {
    std::string text;
    std::size_t gap = 0;  // Written before a cell, so that no line ends in spaces.
    for (std::size_t i = 0; i < line.size(); ++i) {
      Laid& cell = line[i];
      if (style_.width) cut(cell, widths[i]);
      const std::string_view tone = !style_.color ? "" : isTitle ? kBold : begin(cell.tone);
      if (cell.width > 0) text.append(gap, ' ').append(painted(cell, tone));
      gap = (cell.width > 0 ? 0 : gap) + std::max(widths[i], cell.width) - cell.width + kColumnGap;
    }
    out << text << '\n';
  }
}

void printTable(std::ostream& out, std::span<const Row> rows, const TableStyle& style) {
  Table table(rows, style);
  for (const Row& row : rows) table.print(out, row);
}

}  // namespace freezer::cli
