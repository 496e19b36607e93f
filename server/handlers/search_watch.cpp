#include "server/handlers/search_watch.h"

#include <algorithm>
#include <ctime>
#include <thread>
#include <utility>

namespace freezer::server {
namespace {

/// What a search may take before it waits for places: nearly all end within this time.
constexpr std::chrono::milliseconds kFirstTurn{20};
constexpr std::chrono::milliseconds kTurn{100};

/// Processor time that the first turn always includes: on a busy machine, a search that needs less
/// can take longer than kFirstTurn, and must not fail because others wait.
constexpr std::chrono::milliseconds kFirstWork{10};

/// How long a search goes on after its client has gone, or the service stops: a client may close
/// its side of the connection and still read.
constexpr std::chrono::seconds kGrace{1};

/// Searches of a project that may wait at the same time. Each keeps a connection, a thread and a
/// view of the store.
constexpr std::size_t kMostWaiting = 16;

/// The processor time that this thread has used.
std::chrono::nanoseconds processorTime() {
  timespec time = {};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

/// Leaves half of the processors to short requests.
int places() {
  return static_cast<int>(std::max(1U, std::thread::hardware_concurrency() / 2));
}

}  // namespace

Searches::Searches(int seconds, Incidents& incidents)
    : limit_(seconds), incidents_(incidents), places_(places(), kMostWaiting) {}

SearchWatch::SearchWatch(Searches& searches, const Request& request, std::string owner)
    : searches_(searches),
      request_(request),
      owner_(std::move(owner)),
      last_(Clock::now() + searches.limit_),
      turnEnd_(Clock::now() + kFirstTurn),
      firstWorkEnd_(processorTime() + kFirstWork) {}

Result<void> SearchWatch::proceed() {
  if (Clock::now() < turnEnd_) return {};
  if (!hasPlace_ && Clock::now() < last_ && processorTime() < firstWorkEnd_) return {};
  endTurn();
  hasPlace_ = searches_.places_.take(owner_, [this] { return end(); });
  const auto now = Clock::now();
  if (hasPlace_ && now < end()) {
    turnEnd_ = now + kTurn;
    return {};
  }
  if (!unwantedEnd_) searches_.incidents_.note(Incident::SearchEnded, "in " + owner_);
  return Error{ErrorCode::Unavailable,
               "This search takes longer than search_seconds (" +
                   std::to_string(searches_.limit_.count()) +
                   "), or too many run at once. Narrow it: match members such as client_id or "
                   "status by their names, or limit the time."};
}

SearchWatch::Clock::time_point SearchWatch::end() {
  const bool isUnwanted = searches_.isStopping_ || (request_.isAbandoned && request_.isAbandoned());
  if (isUnwanted && !unwantedEnd_) unwantedEnd_ = std::min(last_, Clock::now() + kGrace);
  return unwantedEnd_.value_or(last_);
}

void SearchWatch::endTurn() {
  if (std::exchange(hasPlace_, false)) searches_.places_.giveBack();
}

}  // namespace freezer::server
