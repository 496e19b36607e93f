#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace freezer {

/// The last second of the year 9999, the maximum of all dates.
inline constexpr std::int64_t kEndOfTime = 253402300799;

/// A parsed date and time.
struct DateTime {
  std::int64_t seconds = 0;  ///< Since the epoch; UTC if there is no zone.
  bool hasZone = false;
};

/// Parses 2026-01-31T23:59:00 with an optional fraction of up to six digits, which is ignored, and
/// an optional zone (Z, +01:00). None for any other text and for dates that do not exist.
std::optional<DateTime> parseDateTime(std::string_view text);

/// The same without fraction and zone.
std::optional<std::int64_t> parseLocalTime(std::string_view text);

}  // namespace freezer
