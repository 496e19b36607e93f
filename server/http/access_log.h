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

/// Writes one line per request to the log: at level debug, if it only reads, succeeds and takes
/// less than a second; otherwise at level info. The line has no query, header field or body, and
/// therefore no secrets. Safe to use from several threads at once.
class AccessLog {
 public:
  explicit AccessLog(std::shared_ptr<spdlog::logger> logger);

  /// Writes a request and its answer. Method and path of a request that could not be read are
  /// empty. A failure of the service (5xx) gets a second line with the reason.
  void write(const Request& request, const Response& response,
             std::chrono::nanoseconds duration) const;

  /// Writes an event on a connection that has no request yet.
  void info(std::string_view message) const;

 private:
  const std::shared_ptr<spdlog::logger> logger_;
};

}  // namespace freezer::server
