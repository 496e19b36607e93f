#include "cli/config/service_log.h"

#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/dist_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <chrono>

namespace freezer::cli {

Result<ServiceLog> ServiceLog::open(const Config& config) {
  ServiceLog log;
  log.file_ = config.logFile;
  log.outlet_ = std::make_shared<Outlet>();
  log.logger_ = std::make_shared<spdlog::logger>("freezer-api", log.outlet_);
  log.logger_->set_level(spdlog::level::from_str(config.logLevel));
  // Flushing every line would cost as much as some of the requests that are logged.
  log.logger_->flush_on(spdlog::level::warn);
  if (const Result<void> opened = log.reopen(); !opened) return opened.error();
  spdlog::register_logger(log.logger_);
  spdlog::flush_every(std::chrono::seconds(1));
  return log;
}

Result<void> ServiceLog::reopen() try {
  // dist_sink serializes its callers, so the sinks need no mutex.
  std::shared_ptr<spdlog::sinks::sink> sink;
  if (file_.empty()) {
    sink = std::make_shared<spdlog::sinks::stderr_sink_st>();
  } else {
    sink = std::make_shared<spdlog::sinks::basic_file_sink_st>(file_);
  }
  sink->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
  outlet_->set_sinks({std::move(sink)});
  return {};
} catch (const spdlog::spdlog_ex& failure) {
  return Error{ErrorCode::InvalidRequest, std::string("cannot write the log: ") + failure.what()};
}

}  // namespace freezer::cli
