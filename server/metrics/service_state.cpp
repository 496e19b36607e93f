#include "server/metrics/service_state.h"

#include <string>

namespace freezer::server {
namespace {

struct IncidentReason {
  Incident incident;
  const char* name;
};

constexpr IncidentReason kConnectionReasons[] = {
    {Incident::ConnectionRefused, "no_room"}, {Incident::ConnectionReplaced, "replaced"},
    {Incident::ConnectionDropped, "dropped"}, {Incident::AcceptFailed, "accept_failed"},
    {Incident::ReaderTooSlow, "slow_reader"},
};

void addReasons(Family& family, const Incidents& incidents,
                std::span<const IncidentReason> reasons) {
  for (const auto& [incident, name] : reasons)
    add(family, static_cast<double>(incidents.count(incident)), {{"reason", name}});
}

Family buildInfo() {
  Family family = gaugeFamily("freezer_build_info", "Always 1; the label is the version.");
  add(family, 1, {{"version", FREEZER_VERSION}});
  return family;
}

void addConnections(std::vector<Family>& families, const MetricSources& sources) {
  Family& open = families.emplace_back(
      gaugeFamily("freezer_connections_open", "Open connections of clients."));
  add(open, static_cast<double>(sources.connections.open()));
  Family& lost = families.emplace_back(counterFamily(
      "freezer_connections_refused_total",
      "Connections that were refused, or closed by the service to protect itself, by reason."));
  addReasons(lost, sources.incidents, kConnectionReasons);
  Family& ended = families.emplace_back(counterFamily(
      "freezer_searches_ended_total", "Lists that were ended because they took too long."));
  add(ended, static_cast<double>(sources.incidents.count(Incident::SearchEnded)));
}

void addStore(std::vector<Family>& families, const Freezer& freezer) {
  const StoreCounters& counters = freezer.storeCounters();
  const auto addCounter = [&](const char* name, const char* help, std::uint64_t count) {
    add(families.emplace_back(counterFamily(name, help)), static_cast<double>(count));
  };
  add(families.emplace_back(histogramFamily(
          "freezer_store_transaction_changes",
          "Changes that were committed together; the count is that of transactions.")),
      counters.groupSizes);
  add(families.emplace_back(histogramFamily(
          "freezer_store_writer_wait_seconds",
          "Time that a change waited for other writers before its transaction began.")),
      counters.writerWaits);
  addCounter("freezer_store_failures_total", "Transactions that the store could not commit.",
             counters.failures);
  addCounter("freezer_store_reruns_total",
             "Changes that ran again because another change came first.", counters.reruns);
  addCounter("freezer_store_scans_total",
             "Lists that read documents to find those that match, because no index does.",
             counters.scans);
  if (const auto size = freezer.storeLogSize()) {
    add(families.emplace_back(
            gaugeFamily("freezer_store_wal_bytes", "Size of the write-ahead log of the store.")),
        static_cast<double>(*size));
  }
}

void addLogins(std::vector<Family>& families, const MetricSources& sources) {
  if (const auto cache = sources.authenticator.cacheCounts()) {
    Family& lookups = families.emplace_back(counterFamily(
        "freezer_token_cache_lookups_total", "Tokens that were looked up in the cache."));
    add(lookups, static_cast<double>(cache->hits), {{"result", "hit"}});
    add(lookups, static_cast<double>(cache->misses), {{"result", "miss"}});
  }
  if (sources.identity == nullptr) return;
  Family& refused = families.emplace_back(
      counterFamily("freezer_logins_refused_total", "Logins that were refused, by reason."));
  add(refused, static_cast<double>(sources.identity->throttle.failures()),
      {{"reason", "credentials"}});
  constexpr IncidentReason kReasons[] = {{Incident::LoginThrottled, "throttled"},
                                         {Incident::LoginRefused, "too_many"}};
  addReasons(refused, sources.incidents, kReasons);
}

}  // namespace

std::vector<Family> serviceState(const MetricSources& sources) {
  std::vector<Family> families = {buildInfo()};
  addConnections(families, sources);
  addStore(families, sources.freezer);
  addLogins(families, sources);
  return families;
}

}  // namespace freezer::server
