#include "server/metrics/request_metrics.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "server/routes.h"

namespace freezer::server {
namespace {

constexpr double kSeconds[] = {0.001, 0.005, 0.025, 0.1, 0.5, 1, 2.5, 10};

/// The label of requests that have no route: unknown paths, and heads that were refused.
constexpr const char* kNoRoute = "none";

/// Methods that clients invent must not become labels.
constexpr std::string_view kMethods[] = {"GET",   "HEAD",   "POST",    "PUT",
                                         "PATCH", "DELETE", "OPTIONS", "UPDATE"};

struct Reason {
  int status;
  const char* name;
};
constexpr Reason kRefusals[] = {
    {400, "bad_request"},     {401, "unauthenticated"},  {403, "forbidden"},
    {408, "timeout"},         {413, "body_too_large"},   {414, "uri_too_long"},
    {429, "login_throttled"}, {431, "header_too_large"}, {503, "unavailable"},
};

/// Routes that share a histogram of durations.
std::string groupOf(const Route& route) {
  if (route.version == ApiVersion::Identity) return "identity";
  if (route.version == ApiVersion::Metrics) return "metrics";
  if (route.version == ApiVersion::Console) return "console";
  if (route.rel == "rel/overview" || route.rel == "rel/job-overview") return "overview";
  return route.resource == nullptr ? "discovery" : std::string(route.resource->plural);
}

}  // namespace

RequestMetrics::RequestMetrics()
    : requests_(prometheus::BuildCounter()
                    .Name("freezer_http_requests_total")
                    .Help("Requests by route, method and status of the answer.")
                    .Register(registry_)),
      rows_(routes().size()) {
  Counters& refusals = prometheus::BuildCounter()
                           .Name("freezer_http_refusals_total")
                           .Help("Requests that were refused, by reason.")
                           .Register(registry_);
  for (const auto& [status, name] : kRefusals)
    refusals_.at(*statusIndex(status)) = &refusals.Add({{"reason", name}});
  for (std::size_t i = 0; i < rows_.size(); ++i)
    rows_[i].durations = &addDurations(groupOf(routes()[i]));
  otherDurations_ = &addDurations(kNoRoute);
}

Distribution& RequestMetrics::addDurations(const std::string& group) {
  using Entry = std::pair<std::string, Distribution>;
  const auto known = std::ranges::find(durations_, group, &Entry::first);
  if (known != durations_.end()) return known->second;
  return durations_
      .emplace_back(std::piecewise_construct, std::forward_as_tuple(group),
                    std::forward_as_tuple(kSeconds))
      .second;
}

void RequestMetrics::note(const Request& request, const Response& response,
                          std::chrono::nanoseconds duration) {
  counterOf(request, response).Increment();
  if (const auto index = statusIndex(response.status)) {
    if (Counter* const refusal = refusals_.at(*index)) refusal->Increment();
  }
  Distribution* const durations =
      response.route == nullptr ? otherDurations_ : rows_[indexOf(*response.route)].durations;
  durations->add(std::chrono::duration<double>(duration).count());
}

RequestMetrics::Counter& RequestMetrics::counterOf(const Request& request,
                                                   const Response& response) {
  const auto index = statusIndex(response.status);
  if (response.route == nullptr || !index) {
    const bool isKnown = std::ranges::find(kMethods, request.method) != std::end(kMethods);
    return lookUp(kNoRoute, isKnown ? request.method : "other", response.status);
  }
  Row& row = rows_[indexOf(*response.route)];
  auto& known = (request.method == "HEAD" ? row.headCounters : row.counters).at(*index);
  Counter* counter = known.load(std::memory_order_acquire);
  if (counter == nullptr) {
    counter = &lookUp(response.route->path, request.method, response.status);
    known.store(counter, std::memory_order_release);
  }
  return *counter;
}

/// Takes the lock of the family. Returns the same counter for the same labels.
RequestMetrics::Counter& RequestMetrics::lookUp(const std::string& route, const std::string& method,
                                                int status) {
  return requests_.Add({{"route", route}, {"method", method}, {"status", std::to_string(status)}});
}

std::vector<Family> RequestMetrics::collect() const {
  std::vector<Family> families = registry_.Collect();
  Family& running = families.emplace_back(gaugeFamily(
      "freezer_http_requests_in_flight", "Requests that have arrived and are being answered."));
  add(running, running_);
  Family& durations = families.emplace_back(histogramFamily(
      "freezer_http_request_duration_seconds",
      "Time from the first byte of a request to the last byte of its answer, by group of routes."));
  for (const auto& [group, distribution] : durations_)
    add(durations, distribution, {{"group", group}});
  return families;
}

}  // namespace freezer::server
