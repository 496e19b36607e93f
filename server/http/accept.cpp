#include "server/http/accept.h"

#include "server/http/text.h"

namespace freezer::server {
namespace {

/// How specific a media range is that covers JSON; 0 if it does not.
int closeness(std::string_view range) {
  if (range == "*/*" || range == "*") return 1;
  if (equalIgnoringCase(range, "application/*")) return 2;
  if (equalIgnoringCase(range, "application/json")) return 3;
  if (equalIgnoringCase(range, "application/json-home")) return 3;
  return 0;
}

bool isZero(std::string_view weight) {
  return weight.starts_with('0') && weight.find_first_not_of("0.") == weight.npos;
}

/// Whether the parameters of a media range give it the weight 0.
bool isExcluded(std::string_view parameters) {
  while (!parameters.empty()) {
    std::string_view parameter = takeUntil(parameters, ';');
    const std::string_view name = trimmed(takeUntil(parameter, '='), kOptionalSpace);
    if (equalIgnoringCase(name, "q")) return isZero(trimmed(parameter, kOptionalSpace));
  }
  return false;
}

}  // namespace

bool acceptsJson(std::string_view accept) {
  if (trimmed(accept, kOptionalSpace).empty()) return true;
  int closest = 0;
  bool accepted = false;
  while (!accept.empty()) {
    std::string_view parameters = takeUntil(accept, ',');
    const int close = closeness(trimmed(takeUntil(parameters, ';'), kOptionalSpace));
    if (close == 0 || close < closest) continue;
    // Of two equally specific ranges, one that accepts JSON is enough.
    accepted = !isExcluded(parameters) || (close == closest && accepted);
    closest = close;
  }
  return accepted;
}

}  // namespace freezer::server
