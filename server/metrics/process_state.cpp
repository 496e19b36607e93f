#include "server/metrics/process_state.h"

#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

namespace freezer::server {
namespace {

constexpr double kMicro = 1e-6;

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + kMicro * static_cast<double>(time.tv_usec);
}

double processorSeconds() {
  rusage usage = {};
  ::getrusage(RUSAGE_SELF, &usage);
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// The second number of /proc/self/statm, in bytes; 0 if it cannot be read.
double residentBytes() {
  std::ifstream statm("/proc/self/statm");
  std::int64_t total = 0;
  std::int64_t resident = 0;
  statm >> total >> resident;
  return static_cast<double>(resident) * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

double openDescriptors() {
  std::error_code unreadable;
  const std::filesystem::directory_iterator folder("/proc/self/fd", unreadable);
  return static_cast<double>(std::distance(begin(folder), end(folder)));
}

double mostDescriptors() {
  rlimit limit = {};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  return static_cast<double>(limit.rlim_cur);
}

/// When the first answer of this function was asked for, which the service does when it starts.
double startTime() {
  static const double time =
      std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
  return time;
}

Family ofValue(Family family, double value) {
  add(family, value);
  return family;
}

}  // namespace

std::vector<Family> processState() {
  return {
      ofValue(gaugeFamily("process_start_time_seconds", "When the service started."), startTime()),
      ofValue(counterFamily("process_cpu_seconds_total", "Processor time of the service."),
              processorSeconds()),
      ofValue(gaugeFamily("process_resident_memory_bytes", "Memory of the service."),
              residentBytes()),
      ofValue(gaugeFamily("process_open_fds", "Open file descriptors."), openDescriptors()),
      ofValue(gaugeFamily("process_max_fds", "Maximum number of open file descriptors."),
              mostDescriptors()),
  };
}

}  // namespace freezer::server
