#include "tests/bench/measure.h"

#include <algorithm>
#include <stdexcept>

namespace freezer::bench {

std::uint64_t Options::scaled(std::uint64_t full) const {
  constexpr std::uint64_t kFull = 1'000'000;
  constexpr std::uint64_t kLeast = 20;
  return std::max(full * documents / kFull, kLeast);
}

double median(std::vector<double> values) {
  if (values.empty()) throw std::runtime_error("nothing was measured");
  std::ranges::sort(values);
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

Outcome compare(const Options& options, const std::string& unit,
                const std::function<double()>& ours, const std::function<double()>& peer) {
  if (!options.smoke) {
    ours();
    peer();
  }
  Outcome outcome{.values = {}, .unit = unit};
  std::vector<double> allOurs;
  std::vector<double> allPeer;
  for (int run = 0; run < options.runs; ++run) {
    if (run % 2 == 0) allOurs.push_back(ours());
    allPeer.push_back(peer());
    if (run % 2 == 1) allOurs.push_back(ours());
    outcome.values.push_back(allOurs.back() / allPeer.back());
  }
  outcome.ours = median(allOurs);
  outcome.peer = median(allPeer);
  return outcome;
}

Outcome repeat(const Options& options, const std::string& unit,
               const std::function<double()>& ours) {
  if (!options.smoke) ours();
  Outcome outcome{.values = {}, .unit = unit};
  for (int run = 0; run < options.runs; ++run) outcome.values.push_back(ours());
  outcome.ours = median(outcome.values);
  return outcome;
}

}  // namespace freezer::bench
