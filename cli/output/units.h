#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace freezer::cli {

// Numbers as people read them.

/// How a time is shown: to the minute in the local time zone, in UTC (ISO 8601), or as seconds
/// since the epoch.
enum class TimeStyle { Local, Iso, Seconds };

/// The names of the styles, in their order.
std::vector<std::string> timeStyleNames();

/// The style with this name, which must be one of timeStyleNames().
TimeStyle timeStyleNamed(const std::string& name);

std::string timeTextAs(TimeStyle style, std::int64_t seconds);

/// 1234567 as "1,234,567".
std::string groupDigits(std::int64_t number);

/// A number of things, of which `noun` is one: "1 job", "2,000 jobs".
std::string countText(std::size_t number, std::string_view noun);

/// A number of bytes by powers of 1024: "1.2 GiB", "512 B".
std::string sizeText(std::int64_t bytes);

/// A time in UTC, from seconds since the epoch: "2026-11-23T10:00:00Z". Empty for a negative
/// number, which schedules store for "never"; the number itself after the year 9999.
std::string timeText(std::int64_t seconds);

/// A time in the local time zone, to the minute: "2026-11-23 11:00". Otherwise like timeText().
std::string localTimeText(std::int64_t seconds);

/// The same to the second: "2026-11-23 11:00:05".
std::string localSecondText(std::int64_t seconds);

/// The age of `time` at `now`, both in seconds since the epoch, in the largest suitable unit:
/// "just now", "5 min ago", "3 h ago", "12 d ago"; "in 3 h" for a future time.
std::string ageText(std::int64_t time, std::int64_t now);

}  // namespace freezer::cli
