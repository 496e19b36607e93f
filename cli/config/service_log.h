#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "cli/config/config.h"
#include "core/result.h"

namespace spdlog {
class logger;
namespace sinks {
template <typename Mutex>
class dist_sink;
}
}  // namespace spdlog

namespace freezer::cli {

/// The log of `serve`: a file, or standard error.
class ServiceLog {
 public:
  /// Opens the log of the settings. InvalidRequest when the file cannot be written.
  static Result<ServiceLog> open(const Config& config);

  const std::shared_ptr<spdlog::logger>& logger() const { return logger_; }

  /// Opens the file by its name again, after a rotation renamed it. On failure the log
  /// continues in the old file. Safe while other threads log.
  Result<void> reopen();

 private:
  using Outlet = spdlog::sinks::dist_sink<std::mutex>;

  ServiceLog() = default;

  std::string file_;                ///< Empty: standard error.
  std::shared_ptr<Outlet> outlet_;  ///< Lets reopen() exchange the file.
  std::shared_ptr<spdlog::logger> logger_;
};

}  // namespace freezer::cli
