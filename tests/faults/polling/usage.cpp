#include "tests/faults/polling/usage.h"

#include <fstream>
#include <iomanip>
#include <iterator>
#include <ostream>
#include <string>

namespace freezer::test {
namespace {

namespace fs = std::filesystem;

std::int64_t sizeOf(const fs::path& file) {
  std::error_code absent;
  const std::uintmax_t size = fs::file_size(file, absent);
  return absent ? 0 : static_cast<std::int64_t>(size);
}

}  // namespace

Usage usageOf(pid_t process, const fs::path& wal, const fs::path& log) {
  Usage usage{.walBytes = sizeOf(wal), .logBytes = sizeOf(log)};
  const fs::path folder = "/proc/" + std::to_string(process);
  std::ifstream status(folder / "status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmRSS:")) usage.kilobytes = std::stoll(line.substr(line.find(':') + 1));
    if (line.starts_with("Threads:")) usage.threads = std::stoll(line.substr(line.find(':') + 1));
  }
  const fs::directory_iterator descriptors(folder / "fd");
  usage.descriptors = std::distance(begin(descriptors), end(descriptors));
  return usage;
}

std::ostream& operator<<(std::ostream& stream, const std::vector<Usage>& usages) {
  stream << " requests  seconds     1/s   RSS MB  threads  descriptors  WAL KB  log bytes\n"
         << std::fixed;
  Usage before;
  for (const Usage& usage : usages) {
    const auto rate =
        static_cast<double>(usage.requests - before.requests) / (usage.time - before.time).count();
    stream << std::setw(9) << usage.requests << std::setprecision(1) << std::setw(9)
           << usage.time.count() << std::setprecision(0) << std::setw(8) << rate
           << std::setprecision(1) << std::setw(9) << static_cast<double>(usage.kilobytes) / 1024
           << std::setw(9) << usage.threads << std::setw(13) << usage.descriptors << std::setw(8)
           << usage.walBytes / 1024 << std::setw(11) << usage.logBytes << '\n';
    before = usage;
  }
  return stream;
}

}  // namespace freezer::test
