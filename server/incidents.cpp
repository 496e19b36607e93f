#include "server/incidents.h"

#include <spdlog/spdlog.h>

#include <utility>

namespace freezer::server {
namespace {

constexpr std::chrono::minutes kBetweenLines{1};

/// In the order of Incident.
constexpr std::string_view kTexts[] = {
    "a connection could not be accepted",
    "a connection was refused for lack of room (max_connections, max_connections_per_address)",
    "a waiting connection was closed to make room",
    "a connection was dropped",
    "a request did not arrive in time (request_seconds)",
    "a request exceeded a limit of its size",
    "an answer was not read in time",
    "a search was ended (search_seconds)",
    "a login was refused after too many failures",
    "a login was refused, because too many ran",
};
static_assert(std::size(kTexts) == kIncidents);

}  // namespace

Incidents::Incidents(std::shared_ptr<spdlog::logger> logger, Clock clock)
    : logger_(std::move(logger)), clock_(std::move(clock)) {}

void Incidents::note(Incident kind, std::string_view detail) {
  const auto index = static_cast<std::size_t>(kind);
  Kept& kept = kept_.at(index);
  const std::uint64_t count = ++kept.count;
  const auto now = clock_();
  auto next = kept.nextLine.load();
  if (now < next || !kept.nextLine.compare_exchange_strong(next, now + kBetweenLines)) return;
  const std::uint64_t before = kept.written.exchange(count);
  const std::string_view text = kTexts[index];
  if (count <= before + 1) {
    logger_->warn("{}: {}", text, detail);
  } else {
    logger_->warn("{}: {}; {} times since the last such line", text, detail, count - before);
  }
}

std::uint64_t Incidents::count(Incident kind) const {
  return kept_.at(static_cast<std::size_t>(kind)).count;
}

}  // namespace freezer::server
