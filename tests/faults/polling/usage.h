#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <vector>

namespace freezer::test {

/// What a running service uses.
struct Usage {
  std::int64_t requests = 0;  ///< Answered until now.
  std::chrono::duration<double> time{};
  std::int64_t kilobytes = 0;  ///< VmRSS.
  std::int64_t threads = 0;
  std::int64_t descriptors = 0;
  std::int64_t walBytes = 0;
  std::int64_t logBytes = 0;
};

/// Reads the memory, the threads and the descriptors of a process, and the sizes of the files.
Usage usageOf(pid_t process, const std::filesystem::path& wal, const std::filesystem::path& log);

/// A table with a line per moment.
std::ostream& operator<<(std::ostream& stream, const std::vector<Usage>& usages);

}  // namespace freezer::test
