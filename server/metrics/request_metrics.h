#pragma once

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/registry.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <deque>
#include <string>
#include <vector>

#include "core/store/distribution.h"
#include "server/errors.h"
#include "server/http/request.h"
#include "server/http/response.h"
#include "server/metrics/families.h"

namespace freezer::server {

/// Counts requests by route, method and status, and how long they take. Threads that count share no
/// lock: the counter of each combination is looked up once. Safe to use from several threads at
/// once.
class RequestMetrics {
 public:
  RequestMetrics();

  /// Counts a request that was answered after `duration`.
  void note(const Request& request, const Response& response, std::chrono::nanoseconds duration);

  /// Marks the time in which a request is answered.
  void begin() { ++running_; }
  void end() { --running_; }

  std::vector<Family> collect() const;

 private:
  using Counter = prometheus::Counter;
  using Counters = prometheus::Family<Counter>;

  /// The counters of a route by the place of the status in errors.h; null: not looked up yet.
  using ByStatus = std::array<std::atomic<Counter*>, kStatuses>;
  struct Row {
    ByStatus counters = {};
    ByStatus headCounters = {};  ///< Of HEAD.
    Distribution* durations = nullptr;
  };

  Counter& counterOf(const Request& request, const Response& response);
  Counter& lookUp(const std::string& route, const std::string& method, int status);
  Distribution& addDurations(const std::string& group);

  prometheus::Registry registry_;
  Counters& requests_;
  std::array<Counter*, kStatuses> refusals_ = {};  ///< Null: not a refusal.
  std::atomic<int> running_ = 0;

  // The pointers are constant after construction.
  std::deque<std::pair<std::string, Distribution>> durations_;  ///< By group of routes.
  std::vector<Row> rows_;                                       ///< In the order of routes().
  Distribution* otherDurations_ = nullptr;                      ///< Of requests without a route.
};

}  // namespace freezer::server
