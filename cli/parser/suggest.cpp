#include "cli/parser/suggest.h"

#include <algorithm>
#include <numeric>

namespace freezer::cli {
namespace {

/// The Levenshtein distance: insertions, deletions and replacements.
std::size_t distance(std::string_view from, std::string_view to) {
  std::vector<std::size_t> row(to.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < from.size(); ++i) {
    std::size_t diagonal = row[0]++;
    for (std::size_t j = 0; j < to.size(); ++j) {
      const std::size_t replaced = diagonal + (from[i] == to[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

// Longer words are not typing errors, and their distance is slow to compute.
constexpr std::size_t kLongestWord = 64;

}  // namespace

std::string nearest(std::string_view word, const std::vector<std::string>& known) {
  if (word.size() > kLongestWord) return {};
  std::string best;
  std::size_t least = 1 + word.size() / 4;  // The accepted number of typing errors.
  for (const std::string& candidate : known) {
    // "job" suggests "jobs", "del" suggests "delete".
    const bool begun = word.size() >= 3 && candidate.starts_with(word);
    const std::size_t slips = begun ? 0 : distance(word, candidate);
    if (slips < least || (best.empty() && slips == least)) {
      best = candidate;
      least = slips;
    }
  }
  return best;
}

std::string didYouMean(std::string_view word, const std::vector<std::string>& known) {
  const std::string likely = nearest(word, known);
  return likely.empty() ? "" : " (did you mean '" + likely + "'?)";
}

}  // namespace freezer::cli
