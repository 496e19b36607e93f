#pragma once

#include <cstdint>
#include <string>

namespace freezer::cli {

// Numbers as people read them.

/// A number of bytes by powers of 1024: "1.2 GiB", "512 B".
std::string sizeText(std::int64_t bytes);

/// A time in UTC, from seconds since the epoch: "2026-11-23T10:00:00Z". Empty for a negative
/// number, which schedules store for "never"; the number itself after the year 9999.
std::string timeText(std::int64_t seconds);

/// The age of `time` at `now`, both in seconds since the epoch, in the largest suitable unit:
/// "just now", "5 min ago", "3 h ago", "12 d ago"; "in 3 h" for a future time.
std::string ageText(std::int64_t time, std::int64_t now);

}  // namespace freezer::cli
