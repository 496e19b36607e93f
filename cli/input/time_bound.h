#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/result.h"

namespace freezer::cli {

/// The second of the day that a date without a time stands for.
enum class DayEdge { First, Last };

/// Reads a time as seconds since the epoch: a whole number of seconds; an ISO 8601 date
/// (2026-01-31) or date and time (2026-01-31T23:59); today or yesterday; or an age at `now`, such
/// as 30min, 12h, 30d or 2w. Seconds, a fraction of up to six digits, which is ignored, and a zone
/// are optional; the default zone, also of today, is UTC. InvalidRequest, naming `option`, for
/// anything else.
Result<std::int64_t> parseTimeBound(std::string_view option, const std::string& text, DayEdge edge,
                                    std::int64_t now);

}  // namespace freezer::cli
