#include "server/last_seen.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <exception>

#include "core/resource.h"
#include "core/rules/validation.h"

namespace freezer::server {

LastSeen::LastSeen(Freezer& freezer, std::shared_ptr<spdlog::logger> logger,
                   std::chrono::milliseconds period, Clock clock)
    : freezer_(freezer),
      logger_(std::move(logger)),
      period_(period),
      clock_(std::move(clock)),
      writer_([this] { run(); }) {}

void LastSeen::note(const Scope& scope, const std::string& client_id) {
  if (!isValidId(resourceOf(Kind::Client), client_id)) return;
  const std::int64_t now = clock_();
  const std::lock_guard lock(mutex_);
  Key key{{scope.by, scope.id}, client_id};
  if (noted_.size() < kMostClients) {
    noted_.insert_or_assign(std::move(key), now);
  } else if (const auto known = noted_.find(key); known != noted_.end()) {
    known->second = now;
  }
}

void LastSeen::stop() {
  {
    const std::lock_guard lock(mutex_);
    isStopping_ = true;
  }
  stopped_.notify_all();
  if (writer_.joinable()) writer_.join();
}

void LastSeen::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    const bool last = stopped_.wait_for(lock, period_, [this] { return isStopping_; });
    lock.unlock();
    write();
    if (last) return;
    lock.lock();
  }
}

/// A failure has no effect but a line in the log: the polls are kept for the next time.
void LastSeen::write() try {
  std::map<Key, std::int64_t> noted;
  {
    const std::lock_guard lock(mutex_);
    noted.swap(noted_);
  }
  if (noted.empty()) return;
  std::vector<std::pair<Scope, ClientPoll>> polls;
  polls.reserve(noted.size());
  for (const auto& [key, time] : noted) {
    const auto& [scope, client_id] = key;
    polls.push_back({{scope.first, scope.second}, {.client_id = client_id, .time = time}});
  }
  const auto written = freezer_.notePolls(polls);
  if (written) return;
  logger_->warn("cannot write when clients were last seen: {} {}", written.error().message,
                written.error().detail);
  const std::lock_guard lock(mutex_);
  noted_.merge(noted);  // Keeps the later polls.
} catch (const std::exception& failure) {
  logger_->warn("cannot write when clients were last seen: {}", failure.what());
}

}  // namespace freezer::server
