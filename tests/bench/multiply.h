#pragma once

#include <cstdint>
#include <filesystem>

namespace freezer::bench {

/// Adds backups to a store, which must have some, until there are `count`: each is
/// one of those that are there, with the id and the host that its number makes.
/// Takes microseconds for each, where the service's own way takes a hundred times
/// as long.
void multiplyBackups(const std::filesystem::path& file, std::uint64_t count);

}  // namespace freezer::bench
