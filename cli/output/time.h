#pragma once

#include <cstdint>
#include <string>

namespace freezer::cli {

/// A time in UTC, from seconds since the epoch: "2026-11-23T10:00:00Z". Nothing for
/// one that has not come, which schedules write as -1; the number itself beyond the
/// years of four digits.
std::string timeText(std::int64_t seconds);

}  // namespace freezer::cli
