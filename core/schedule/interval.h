#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace freezer {

/// Parses the interval of a schedule in seconds: "continuous", or "N unit" with a single space and
/// the unit weeks, days, hours, minutes or seconds. None for any other text and for intervals
/// beyond the range of dates. The least interval is one second.
std::optional<std::int64_t> parseInterval(std::string_view text);

}  // namespace freezer
