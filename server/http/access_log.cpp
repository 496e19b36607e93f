#include "server/http/access_log.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <string>
#include <utility>

#include "server/http/text.h"

namespace freezer::server {

namespace {

bool isPlain(char c) {
  return !isControl(c) && static_cast<unsigned char>(c) < 0x7f && c != '"' && c != '\\';
}

/// Adds `text` between quotes on one line: quotes, backslashes and everything beyond printable
/// ASCII become \xNN.
void addQuoted(std::string& line, std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  line += '"';
  while (!text.empty()) {
    const auto end = std::ranges::find_if_not(text, isPlain);
    line.append(text.begin(), end);
    text = {end, text.end()};
    if (text.empty()) break;
    const auto octet = static_cast<unsigned char>(text.front());
    line += {'\\', 'x', kDigits[octet >> 4U], kDigits[octet & 0xfU]};
    text.remove_prefix(1);
  }
  line += '"';
}

std::string_view orDash(std::string_view text) {
  return text.empty() ? "-" : text;
}

/// "1.042"
void addMilliseconds(std::string& line, std::chrono::nanoseconds duration) {
  const auto all = std::chrono::duration_cast<std::chrono::microseconds>(duration).count();
  const std::string rest = std::to_string(all % 1000);
  line.append(std::to_string(all / 1000)).append(".").append(3 - rest.size(), '0').append(rest);
}

/// Concatenated rather than formatted, which took longer, because every request needs it.
std::string accessLine(const Request& request, const Response& response,
                       std::chrono::nanoseconds duration) {
  std::string line;
  line.reserve(256 + request.path.size());
  line.append("method=").append(orDash(request.method)).append(" path=");
  addQuoted(line, request.path);
  line.append(" status=").append(std::to_string(response.status)).append(" duration_ms=");
  addMilliseconds(line, duration);
  line.append(" request_id=").append(request.id);
  line.append(" global_request_id=").append(orDash(request.globalId)).append(" user=");
  addQuoted(line, response.user);
  line.append(" project=");
  addQuoted(line, response.project_id);
  line.append(" client=");
  addQuoted(line, request.clientAddress);
  return line;
}

/// Schedulers poll all the time: what was read without any trouble is only of interest to who looks
/// for a fault.
spdlog::level::level_enum levelOf(const Request& request, const Response& response,
                                  std::chrono::nanoseconds duration) {
  constexpr std::chrono::seconds kSlow(1);
  constexpr int kFirstFailure = 400;
  const bool isRead = request.method == "GET" || request.method == "HEAD";
  const bool isSmooth = response.status < kFirstFailure && duration < kSlow;
  return isRead && isSmooth ? spdlog::level::debug : spdlog::level::info;
}

}  // namespace

AccessLog::AccessLog(std::shared_ptr<spdlog::logger> logger) : logger_(std::move(logger)) {}

void AccessLog::write(const Request& request, const Response& response,
                      std::chrono::nanoseconds duration) const {
  const auto level = levelOf(request, response, duration);
  if (logger_->should_log(level)) logger_->log(level, accessLine(request, response, duration));
  if (response.status >= 500 && !response.detail.empty()) {
    std::string line = "request_id=" + request.id + " failed: ";
    addQuoted(line, response.detail);
    logger_->error(line);
  }
}

void AccessLog::info(std::string_view message) const {
  logger_->info(message);
}

}  // namespace freezer::server
