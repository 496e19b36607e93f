#pragma once

#include <cstdint>
#include <string>

namespace freezer::cli {

/// How long ago `time` is as seen at `now`, both seconds since the epoch, in the largest unit that
/// leaves a telling number: "just now", "5 min ago", "3 h ago", "12 d ago"; "in 3 h" where it is
/// yet to come.
std::string ageText(std::int64_t time, std::int64_t now);

}  // namespace freezer::cli
