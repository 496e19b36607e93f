// Measures the speed of the service against peers on the same machine, and reports which bars hold.

#include <Poco/Exception.h>
#include <Poco/Glob.h>
#include <Poco/URI.h>
#include <CLI/CLI.hpp>

#include <cstdlib>
#include <exception>
#include <iostream>
#include <sstream>

#include "tests/bench/report.h"

namespace freezer::bench {
namespace {

Finding measure(const Row& row, const Options& options) {
  if (row.needsPython && options.peerPort == 0 && !options.smoke) {
    return {.row = &row, .outcome = {}, .skipped = "no --peer-url was given"};
  }
  try {
    return {.row = &row, .outcome = row.measure(options)};
  } catch (const Poco::Exception& failure) {
    return {.row = &row, .outcome = {}, .failure = failure.displayText()};
  } catch (const std::exception& failure) {
    return {.row = &row, .outcome = {}, .failure = failure.what()};
  }
}

/// 0: all bars held, 1: a bar was missed, 2: a measurement failed. A smoke test ignores the bars.
int statusOf(std::span<const Finding> findings, bool smoke) {
  int status = 0;
  for (const Finding& finding : findings) {
    if (finding.verdict() == Finding::Verdict::Failed) return 2;
    if (finding.verdict() == Finding::Verdict::Missed && !smoke) status = 1;
  }
  return status;
}

int runRows(const Options& options, const std::string& only) {
  std::filesystem::create_directories(options.output);
  Poco::Glob wanted(only);
  std::vector<Finding> findings;
  for (const Row& row : rows()) {
    if (!wanted.match(std::string(row.name))) continue;
    findings.push_back(measure(row, options));
    std::cout << lineFor(findings.back()) << std::endl;
  }
  if (findings.empty()) {
    std::cerr << "freezer_bench: no row has the name " << only << '\n';
    return 2;
  }
  for (const auto& file : writeReport(options.output, findings)) std::cout << file.string() << '\n';
  return statusOf(findings, options.smoke);
}

int runMain(int count, char** words) {
  Options options;
  double seconds = 2;
  std::string only = "*";
  std::string output = "bench";
  std::string peerUrl;
  CLI::App app("Measures the service against its peers and writes results.md.");
  app.add_flag("--smoke", options.smoke, "Only check that every row runs.");
  app.add_option("--runs", options.runs, "Number of runs (default 5).")->check(CLI::Range(1, 1000));
  app.add_option("--seconds", seconds, "Seconds per side of a run (default 2).");
  app.add_option("--only", only, "Measure only rows with this name, such as \"python-*\".");
  app.add_option("--documents", options.documents,
                 "Documents in the largest store (default 1,000,000).");
  app.add_option("--output", output, "Folder for results and stores.");
  app.add_option("--peer-url", peerUrl, "URL of a Python service on the loopback address.")
      ->envname("PEER_URL");
  app.add_option("--peer-header", options.peerHeaders,
                 "\"Name: value\": a request header for the Python service; repeatable.")
      ->envname("PEER_HEADERS")
      ->delimiter(';');
  app.add_option("--mariadb-url", options.mariadbUrl,
                 "URL of an empty database on the MariaDB server of the Python service.")
      ->envname("MARIADB_URL");
  CLI11_PARSE(app, count, words);
  if (options.smoke) {
    options.runs = 1;
    seconds = 0.1;
    options.documents = std::min<std::uint64_t>(options.documents, 1000);
  }
  options.duration = Seconds(seconds);
  options.output = std::filesystem::absolute(output);
  if (!peerUrl.empty()) options.peerPort = Poco::URI(peerUrl).getPort();
  return runRows(options, only);
}

}  // namespace
}  // namespace freezer::bench

int main(int count, char** words) {
  return freezer::bench::runMain(count, words);
}
