#pragma once

#include <cstdint>
#include <string>

namespace freezer::cli {

/// A number of bytes for people, by powers of 1024: "1.2 GiB", "512 B".
std::string sizeText(std::int64_t bytes);

}  // namespace freezer::cli
