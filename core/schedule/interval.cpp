#include "core/schedule/interval.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/schedule/date_time.h"
#include "core/text.h"

namespace freezer {

std::optional<std::int64_t> parseInterval(std::string_view text) {
  static constexpr std::pair<std::string_view, std::int64_t> kUnits[] = {
      {"weeks", 604800}, {"days", 86400}, {"hours", 3600}, {"minutes", 60}, {"seconds", 1}};
  if (text == "continuous") return 1;
  const std::size_t space = text.find(' ');
  if (space == std::string_view::npos) return std::nullopt;
  const auto count = parseInteger(text.substr(0, space));
  const auto* const unit = std::ranges::find(kUnits, text.substr(space + 1),
                                             &std::pair<std::string_view, std::int64_t>::first);
  if (!count || *count < 0 || unit == std::end(kUnits)) return std::nullopt;
  if (*count > kEndOfTime / unit->second) return std::nullopt;
  return std::max<std::int64_t>(1, *count * unit->second);
}

}  // namespace freezer
