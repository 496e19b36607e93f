#pragma once

#include <atomic>
#include <chrono>
#include <optional>
#include <string>

#include "core/result.h"
#include "server/fair_places.h"
#include "server/http/request.h"
#include "server/incidents.h"

namespace freezer::server {

/// The searches that take long: few of them run at a time, in turns that are shared fairly between
/// projects, so that the others wait and short requests never do. Safe to use from several threads
/// at once.
class Searches {
 public:
  /// A search ends after `seconds`, including the time in which it waits for its turns.
  Searches(int seconds, Incidents& incidents);

  /// Ends the searches that run, and those that begin later, a second after this or after their
  /// begin.
  void stop() { isStopping_ = true; }

  /// The number of searches that wait for their turn.
  std::size_t waiting() const { return places_.waiting(); }

 private:
  friend class SearchWatch;

  const std::chrono::seconds limit_;
  Incidents& incidents_;
  FairPlaces places_;
  std::atomic<bool> isStopping_ = false;
};

/// Decides how long one search runs. For one thread.
class SearchWatch {
 public:
  /// Of a search for `request` in the documents of `owner`. Both arguments must outlive it.
  SearchWatch(Searches& searches, const Request& request, std::string owner);

  SearchWatch(const SearchWatch&) = delete;
  SearchWatch& operator=(const SearchWatch&) = delete;
  ~SearchWatch() { endTurn(); }

  /// To be called again and again while the search runs. Waits for the next turn, if the present
  /// one is over. Unavailable if the search must end: it has taken too long, its client has gone,
  /// or the service stops.
  Result<void> proceed();

 private:
  using Clock = FairPlaces::Clock;

  Clock::time_point end();
  void endTurn();

  Searches& searches_;
  const Request& request_;
  const std::string owner_;
  const Clock::time_point last_;                  ///< The end, if the search is wanted until then.
  Clock::time_point turnEnd_;                     ///< Of the present turn.
  const std::chrono::nanoseconds firstWorkEnd_;   ///< Processor time of this thread.
  bool hasPlace_ = false;                         ///< The first turn takes none.
  std::optional<Clock::time_point> unwantedEnd_;  ///< The end, once nobody waits for it.
};

}  // namespace freezer::server
