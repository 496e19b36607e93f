#pragma once

#include <optional>
#include <string>

namespace freezer::cli {

/// The first line of a file that holds a secret; none if it cannot be read.
std::optional<std::string> secretOf(const std::string& file);

/// Whether `file` is a regular file that other users than its owner can read or change.
bool isOpenToOthers(const std::string& file);

}  // namespace freezer::cli
