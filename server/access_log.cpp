#include "server/access_log.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <string>
#include <utility>

#include "server/text.h"

namespace freezer::server {

namespace {

bool isPlain(char c) {
  return !isControl(c) && static_cast<unsigned char>(c) < 0x7f && c != '"' && c != '\\';
}

}  // namespace

std::string quoteForLog(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string quoted;
  quoted.reserve(text.size() + 2);
  quoted += '"';
  while (!text.empty()) {
    const auto end = std::ranges::find_if_not(text, isPlain);
    quoted.append(text.begin(), end);
    text = {end, text.end()};
    if (text.empty()) break;
    const auto octet = static_cast<unsigned char>(text.front());
    quoted += {'\\', 'x', kDigits[octet >> 4U], kDigits[octet & 0xfU]};
    text.remove_prefix(1);
  }
  return quoted += '"';
}

AccessLog::AccessLog(std::shared_ptr<spdlog::logger> logger) : logger_(std::move(logger)) {}

void AccessLog::write(const Request& request, const Response& response,
                      std::chrono::nanoseconds duration) const {
  if (logger_->should_log(spdlog::level::info)) {
    const auto microseconds =
        std::chrono::duration_cast<std::chrono::microseconds>(duration).count();
    logger_->info(
        "method={} path={} status={} duration_ms={}.{:03} request_id={} global_request_id={} "
        "user={} project={}",
        request.method.empty() ? "-" : request.method, quoteForLog(request.path), response.status,
        microseconds / 1000, microseconds % 1000, request.id,
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
