#include "server/metrics/overview_page.h"

#include <spdlog/spdlog.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <exception>
#include <utility>

#include "server/metrics/project_metrics.h"

namespace freezer::server {
namespace {

/// Lowers the priority of this thread: on Linux, that of the process is its own. Not to the lowest,
/// since the write-ahead log grows while a snapshot is read. A failure only costs speed.
void yieldToOthers() {
  constexpr int kNiceness = 5;
  ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), kNiceness);
}

/// The most projects that are counted.
constexpr std::size_t kMostCounted = 100'000;

Result<StateOfProjects> stateOf(Freezer& freezer, const Proceed& proceed) {
  StateOfProjects state;
  const Caller everyone{"", "", "", {Scope::By::Everyone, ""}};
  auto overview = freezer.overview(everyone, proceed);
  if (!overview) return overview.error();
  state.overview = std::move(overview).value();
  const auto ids = freezer.projectIds("", kMostCounted);
  if (!ids) return ids.error();
  const std::size_t count = std::min(ids.value().size(), kMostProjects);
  state.projectsLeftOut = ids.value().size() - count;
  state.projects.reserve(count);
  for (const std::string& id : std::span(ids.value()).first(count)) {
    if (const auto wanted = proceed(); !wanted) return wanted.error();
    const auto today = freezer.backupsToday({Scope::By::Project, id});
    if (!today) return today.error();
    state.projects.push_back({id, today.value()});
  }
  return state;
}

double secondsOf(std::chrono::steady_clock::duration duration) {
  return std::chrono::duration<double>(duration).count();
}

}  // namespace

OverviewPage::OverviewPage(Freezer& freezer, std::shared_ptr<spdlog::logger> logger,
                           std::chrono::milliseconds fresh)
    : freezer_(freezer), logger_(std::move(logger)), fresh_(fresh), maker_([this] { run(); }) {}

std::shared_ptr<const std::string> OverviewPage::text() {
  const std::lock_guard lock(mutex_);
  if (Clock::now() >= nextBegin_ && !std::exchange(isWanted_, true)) changed_.notify_all();
  return text_;
}

std::vector<Family> OverviewPage::age() const {
  Family age =
      gaugeFamily("freezer_overview_age_seconds", "Age of the metrics of projects and clients.");
  Family duration = gaugeFamily("freezer_overview_duration_seconds",
                                "How long it took to make the metrics of projects and clients.");
  const std::lock_guard lock(mutex_);
  add(age, secondsOf(Clock::now() - begun_));
  if (duration_ > Clock::duration::zero()) add(duration, secondsOf(duration_));
  return {std::move(age), std::move(duration)};
}

void OverviewPage::stop() {
  {
    const std::lock_guard lock(mutex_);
    isStopping_ = true;
  }
  changed_.notify_all();
  if (maker_.joinable()) maker_.join();
}

void OverviewPage::run() {
  yieldToOthers();
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return isWanted_ || isStopping_; });
    if (isStopping_) return;
    lock.unlock();
    make();
    lock.lock();
    isWanted_ = false;
  }
}

/// After a failure, the text stays as it was, and its age tells.
void OverviewPage::make() try {
  constexpr int kRest = 10;
  const auto begin = Clock::now();
  auto written = write();
  const auto duration = Clock::now() - begin;
  const std::lock_guard lock(mutex_);
  nextBegin_ = begin + std::max<Clock::duration>(fresh_, kRest * duration);
  if (written) {
    text_ = std::make_shared<const std::string>(std::move(written).value());
    begun_ = begin;
    duration_ = duration;
  } else if (!isStopping_) {
    logger_->warn("cannot make the metrics of projects and clients: {} {}", written.error().message,
                  written.error().detail);
  }
} catch (const std::exception& failure) {
  logger_->warn("cannot make the metrics of projects and clients: {}", failure.what());
}

Result<std::string> OverviewPage::write() const {
  const auto state = stateOf(freezer_, [this] { return proceed(); });
  if (!state) return state.error();
  return textOf(projectMetrics(state.value()));
}

Result<void> OverviewPage::proceed() const {
  const std::lock_guard lock(mutex_);
  if (isStopping_) return Error{ErrorCode::Unavailable, "The service stops."};
  return {};
}

}  // namespace freezer::server
