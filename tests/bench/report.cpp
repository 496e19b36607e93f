#include "tests/bench/report.h"

#include <Poco/DateTimeFormatter.h>
#include <Poco/Environment.h>
#include <Poco/Process.h>
#include <sqlite3.h>

#include <algorithm>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <sstream>
#include <thread>

namespace freezer::bench {
namespace {

namespace fs = std::filesystem;

/// "1.11.0"
std::string pocoVersion() {
  const Poco::UInt32 version = Poco::Environment::libraryVersion();
  std::ostringstream text;
  text << (version >> 24U) << '.' << (version >> 16U & 0xFFU) << '.' << (version >> 8U & 0xFFU);
  return text.str();
}

std::string barOf(const Row& row) {
  return (row.bound == Row::Bound::AtLeast ? ">= " : "<= ") + number(row.bar) + " " +
         std::string(row.unit);
}

std::string amount(double value, const std::string& unit) {
  return value == 0 ? "" : number(value) + " " + unit;
}

std::string spread(const std::vector<double>& values) {
  if (values.size() < 2) return "";
  const auto [least, most] = std::ranges::minmax(values);
  return number(least) + " to " + number(most);
}

std::string toString(Finding::Verdict verdict) {
  switch (verdict) {
    case Finding::Verdict::Held: return "held";
    case Finding::Verdict::Missed: return "missed";
    case Finding::Verdict::Failed: return "failed";
    case Finding::Verdict::Skipped: return "skipped";
  }
  return "";
}

std::string remarks(const Finding& finding) {
  std::string text = finding.failure + finding.skipped;
  for (const auto* list : {&finding.outcome.misses, &finding.outcome.notes}) {
    for (const std::string& one : *list) text += (text.empty() ? "" : "; ") + one;
  }
  std::ranges::replace(text, '|', '/');
  std::ranges::replace(text, '\n', ' ');
  return text;
}

std::string machine() {
  std::ifstream info("/proc/cpuinfo");
  std::string model = "unknown processor";
  for (std::string line; std::getline(info, line);) {
    if (line.starts_with("model name")) model = line.substr(line.find(':') + 2);
  }
  return model + ", " + std::to_string(std::thread::hardware_concurrency()) + " cores, " +
         Poco::Environment::osDisplayName() + " " + Poco::Environment::osVersion();
}

// The values in multiples of their bars.
constexpr std::string_view kPlot = R"gp(set terminal svg size 900,600 dynamic background "white"
set output "results.svg"
set title "Results in multiples of their bars (1 and above holds)"
set logscale x
set border 3
set xtics nomirror
set ytics nomirror
set style fill solid 0.8
set boxwidth 0.6
set yrange [*:*] reverse
set rmargin 24
set offsets 0, 0, 0.5, 0.5
set grid xtics
set key off
set arrow 1 from 1, graph 0 to 1, graph 1 nohead lw 2 front
plot "results.dat" using (1):0:(1):2:($0-0.3):($0+0.3):ytic(1) with boxxyerror \
  lc rgb "#4878a8", "" using ($2 > 1 ? $2 : 1):0:3 with labels left offset 0.5,0
)gp";

}  // namespace

std::string number(double value) {
  std::ostringstream text;
  const int decimals = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
  text << std::fixed << std::setprecision(decimals) << value;
  return text.str();
}

Finding::Verdict Finding::verdict() const {
  if (!skipped.empty()) return Verdict::Skipped;
  if (!failure.empty()) return Verdict::Failed;
  const bool held = outcome.misses.empty() && row->holds(median(outcome.values));
  return held ? Verdict::Held : Verdict::Missed;
}

std::string lineFor(const Finding& finding) {
  const Outcome& outcome = finding.outcome;
  std::string line(finding.row->name);
  line.resize(std::max<std::size_t>(line.size(), 18), ' ');
  line += toString(finding.verdict());
  if (!outcome.values.empty()) {
    line += "  " + number(median(outcome.values)) + " " + std::string(finding.row->unit) + " (" +
            barOf(*finding.row) + ")";
  }
  const std::string rest = remarks(finding);
  return rest.empty() ? line : line + "  " + rest;
}

std::string markdown(std::span<const Finding> findings) {
  std::ostringstream text;
  text << "# Measured\n\n"
       << machine() << "; SQLite " << sqlite3_libversion() << ", Poco " << pocoVersion() << "; "
       << Poco::DateTimeFormatter::format(Poco::Timestamp(), "%Y-%m-%d %H:%M UTC")
       << "\n\nEach value is the median of the runs, whose span is beside it; a ratio is that of "
          "the two\nsides of one run, measured in turn.\n\n"
       << "| | what | bar | measured | of the runs | ours | peer | the peer is | |\n"
       << "| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n";
  for (const Finding& finding : findings) {
    const Row* row = finding.row;
    const Outcome& outcome = finding.outcome;
    const std::string measured =
        outcome.values.empty() ? "" : number(median(outcome.values)) + " " + std::string(row->unit);
    text << "| " << row->name << " | " << row->what << " | " << barOf(*row) << " | " << measured
         << " | " << spread(outcome.values) << " | " << amount(outcome.ours, outcome.unit) << " | "
         << amount(outcome.peer, outcome.unit) << " | " << row->peer << " | **"
         << toString(finding.verdict()) << "** " << remarks(finding) << " |\n";
  }
  return text.str();
}

std::vector<fs::path> writeReport(const fs::path& folder, std::span<const Finding> findings) {
  std::vector<fs::path> files = {folder / "results.md", folder / "results.dat",
                                 folder / "results.gp"};
  std::ofstream(files[0]) << markdown(findings);
  std::ofstream data(files[1]);
  for (const Finding& finding : findings) {
    if (finding.outcome.values.empty()) continue;
    const double value = median(finding.outcome.values);
    data << finding.row->name << ' ' << finding.row->margin(value) << " \"" << number(value) << ' '
         << finding.row->unit << " (" << barOf(*finding.row) << ")\"\n";
  }
  data.close();
  std::ofstream(files[2]) << kPlot;
  const Poco::ProcessHandle gnuplot =
      Poco::Process::launch("gnuplot", {"results.gp"}, folder.string());
  if (gnuplot.wait() == 0) {
    files.push_back(folder / "results.svg");
  } else {
    std::cerr << "freezer_bench: without gnuplot there is no plot\n";
  }
  return files;
}

}  // namespace freezer::bench
