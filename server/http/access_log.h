#pragma once

#include <chrono>
#include <memory>
#include <string_view>

#include "server/http/request.h"
#include "server/http/response.h"

namespace spdlog {
class logger;
}

namespace freezer::server {

/// Says in the log what was asked and answered: one line a request, with no
/// query, header or body in it, so no secrets either. Safe to use from several
/// threads at once.
class AccessLog {
 public:
  explicit AccessLog(std::shared_ptr<spdlog::logger> logger);

  /// A request and its answer; of a request that could not be read, method and
  /// path are empty. A failure of the service gets a second line that explains it.
  void write(const Request& request, const Response& response,
             std::chrono::nanoseconds duration) const;

  /// Something that happened before there was a request.
  void info(std::string_view message) const;

  /// Something that happened to the service itself.
  void warn(std::string_view message) const;

 private:
  const std::shared_ptr<spdlog::logger> logger_;
};

}  // namespace freezer::server
