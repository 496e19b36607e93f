#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "cli/config/config.h"

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
  /// Fails with InvalidRequest when the file cannot be written.
  static Result<ServiceLog> open(const Config& config);

  const std::shared_ptr<spdlog::logger>& logger() const { return logger_; }

  /// Goes on in the file of that name, which may be a new one since what was written
  /// has been renamed. On failure the log goes on where it was. Safe while others
  /// log.
  Result<void> reopen();

 private:
  using Outlet = spdlog::sinks::dist_sink<std::mutex>;

  ServiceLog() = default;

  std::string file_;                ///< Empty: standard error.
  std::shared_ptr<Outlet> outlet_;  ///< Behind which the file can be exchanged.
  std::shared_ptr<spdlog::logger> logger_;
};

}  // namespace freezer::cli
