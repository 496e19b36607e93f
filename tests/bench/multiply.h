#pragma once

#include <cstdint>
#include <filesystem>

namespace freezer::bench {

/// Adds backups to a store with some backups until it has `count`. Each is a copy of an existing
/// one, with the ID and the host of its number. This takes microseconds per backup, a hundredth of
/// the time of Freezer::create().
void multiplyBackups(const std::filesystem::path& file, std::uint64_t count);

}  // namespace freezer::bench
