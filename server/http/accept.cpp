#include "server/http/accept.h"

#include <algorithm>
#include <charconv>

#include "server/http/text.h"

namespace freezer::server {
namespace {

/// How specific a range is that covers a thing; 0 if it does not.
using Closeness = int (*)(std::string_view range);

int closenessToJson(std::string_view range) {
  if (range == "*/*" || range == "*") return 1;
  if (equalIgnoringCase(range, "application/*")) return 2;
  if (equalIgnoringCase(range, "application/json")) return 3;
  if (equalIgnoringCase(range, "application/json-home")) return 3;
  return 0;
}

int closenessToHtml(std::string_view range) {
  if (range == "*/*" || range == "*") return 1;
  if (equalIgnoringCase(range, "text/*")) return 2;
  return equalIgnoringCase(range, "text/html") ? 3 : 0;
}

int closenessToGzip(std::string_view range) {
  if (range == "*") return 1;
  return equalIgnoringCase(range, "gzip") || equalIgnoringCase(range, "x-gzip") ? 2 : 0;
}

/// The number that `text` begins with; 1 if it is none.
double parseWeight(std::string_view text) {
  double weight = 1;
  if (!text.empty() && isDigit(text.front())) {
    std::from_chars(text.data(), text.data() + text.size(), weight);
  }
  return weight;
}

/// The weight among the parameters of a range.
double weightIn(std::string_view parameters) {
  while (!parameters.empty()) {
    std::string_view parameter = takeUntil(parameters, ';');
    const std::string_view name = trimmed(takeUntil(parameter, '='), kOptionalSpace);
    if (equalIgnoringCase(name, "q")) return parseWeight(trimmed(parameter, kOptionalSpace));
  }
  return 1;
}

/// The weight of a thing in a list of ranges; 0 if none covers it.
double weightOf(std::string_view ranges, Closeness closeness) {
  int closest = 0;
  double weight = 0;
  while (!ranges.empty()) {
    std::string_view parameters = takeUntil(ranges, ',');
    const int close = closeness(trimmed(takeUntil(parameters, ';'), kOptionalSpace));
    if (close == 0 || close < closest) continue;
    // Of two equally specific ranges, the one with the higher weight counts.
    weight = std::max(weightIn(parameters), close == closest ? weight : 0);
    closest = close;
  }
  return weight;
}

}  // namespace

bool acceptsJson(std::string_view accept) {
  return trimmed(accept, kOptionalSpace).empty() || weightOf(accept, closenessToJson) > 0;
}

bool prefersHtml(std::string_view accept) {
  return weightOf(accept, closenessToHtml) > weightOf(accept, closenessToJson);
}

bool acceptsGzip(std::string_view acceptEncoding) {
  return weightOf(acceptEncoding, closenessToGzip) > 0;
}

}  // namespace freezer::server
