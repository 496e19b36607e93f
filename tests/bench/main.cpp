// Measures what the service promises about its speed, each against a peer on the
// same machine, and says which promises hold.

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

/// 0 when all bars held, 1 when one was missed, 2 when something failed. A smoke
/// test is too short for any bar.
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
    std::cerr << "freezer_bench: there is no row " << only << '\n';
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
  app.add_flag("--smoke", options.smoke, "See that everything runs, in a moment.");
  app.add_option("--runs", options.runs, "Runs of each pair.")->check(CLI::Range(1, 1000));
  app.add_option("--seconds", seconds, "How long one side of a run takes.");
  app.add_option("--only", only, "Measure only the rows of this name, such as \"python-*\".");
  app.add_option("--documents", options.documents, "Instead of 1,000,000; all stores shrink.");
  app.add_option("--output", output, "The folder for results and stores.");
  app.add_option("--peer-url", peerUrl, "Where the Python service is, on the loopback.")
      ->envname("PEER_URL");
  app.add_option("--peer-header", options.peerHeaders, "\"Name: value\" for it, as many as needed.")
      ->envname("PEER_HEADERS")
      ->delimiter(';');
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
