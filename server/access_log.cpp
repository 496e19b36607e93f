#include "server/access_log.h"

#include <spdlog/spdlog.h>

#include <string>
#include <utility>

#include "server/text.h"

namespace freezer::server {

std::string quoteForLog(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string quoted;
  quoted.reserve(text.size() + 2);
  quoted += '"';
  for (const char c : text) {
    const auto octet = static_cast<unsigned char>(c);
    if (isControl(c) || octet > 0x7e || c == '"' || c == '\\') {
      quoted += {'\\', 'x', kDigits[octet >> 4U], kDigits[octet & 0xfU]};
    } else {
      quoted += c;
    }
  }
  return quoted += '"';
}

AccessLog::AccessLog(std::shared_ptr<spdlog::logger> logger) : logger_(std::move(logger)) {}

void AccessLog::write(const Request& request, const Response& response,
                      std::chrono::nanoseconds duration) const {
  if (logger_->should_log(spdlog::level::info)) {
    logger_->info(
        "method={} path={} status={} duration_ms={:.3f} request_id={} global_request_id={} "
        "user={} project={}",
        request.method.empty() ? "-" : request.method, quoteForLog(request.path), response.status,
        std::chrono::duration<double, std::milli>(duration).count(), request.id,
        request.globalId.empty() ? "-" : request.globalId, quoteForLog(response.user_id),
        quoteForLog(response.project_id));
  }
  if (response.status >= 500 && !response.detail.empty()) {
    logger_->error("request_id={} failed: {}", request.id, quoteForLog(response.detail));
  }
}

void AccessLog::warn(std::string_view message) const {
  logger_->warn("{}", message);
}

}  // namespace freezer::server
