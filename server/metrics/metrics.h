#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "core/freezer.h"
#include "server/metrics/overview_page.h"
#include "server/metrics/request_metrics.h"
#include "server/metrics/service_state.h"

namespace freezer::server {

/// The media type of the text of Metrics::page().
inline constexpr std::string_view kMetricsContentType = "text/plain; version=0.0.4; charset=utf-8";

/// What the service tells a monitoring system: freezer-api-rest(7), "Metrics". Safe to use from
/// several threads at once.
class Metrics {
 public:
  Metrics(Freezer& freezer, const MetricSources& sources,
          const std::shared_ptr<spdlog::logger>& logger);

  /// Counts a request that was answered after `duration`.
  void note(const Request& request, const Response& response, std::chrono::nanoseconds duration) {
    requests_.note(request, response, duration);
  }

  /// The time in which a request is answered.
  class Running {
   public:
    /// `metrics` may be null.
    explicit Running(Metrics* metrics) : metrics_(metrics) {
      if (metrics_ != nullptr) metrics_->requests_.begin();
    }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;
    ~Running() {
      if (metrics_ != nullptr) metrics_->requests_.end();
    }

   private:
    Metrics* const metrics_;
  };

  /// All metrics in the format kMetricsContentType. Reads no documents.
  std::string page();

  /// Ends what runs in the background.
  void stop() { overview_.stop(); }

 private:
  const MetricSources sources_;
  RequestMetrics requests_;
  OverviewPage overview_;
};

}  // namespace freezer::server
