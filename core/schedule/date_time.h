#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace freezer {

/// The last second of the year 9999: later times have no date.
inline constexpr std::int64_t kEndOfTime = 253402300799;

/// A date and time that was read.
struct DateTime {
  std::int64_t seconds = 0;  ///< Since the epoch; in UTC where there is no zone.
  bool hasZone = false;
};

/// Reads 2026-01-31T23:59:00, with a fraction of at most six digits, which is
/// dropped, and a zone (Z, +01:00) where there is one. None for anything else, and
/// for a day that no month has.
std::optional<DateTime> parseDateTime(std::string_view text);

/// The same of a text without fraction and zone.
std::optional<std::int64_t> parseLocalTime(std::string_view text);

}  // namespace freezer
