#include "tests/clients/takeover/takeover.h"

#include <future>
#include <iomanip>
#include <ostream>

#include "tests/clients/takeover/comparable.h"
#include "tests/clients/takeover/filling.h"
#include "tests/clients/takeover/viewer.h"
#include "tests/support/await.h"

namespace freezer::test {
namespace {

/// Longer than any run, so that the scheduler polls only once: it changes the jobs that it gets.
constexpr std::chrono::hours kNoSecondPoll{24};

/// The jobs that a scheduler has saved after a poll.
Sight savedJobs(const std::filesystem::path& folder) {
  Sight sight;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const Document job = parsed(fileContent(entry.path()));
    sight["scheduler, " + entry.path().filename().string()] = comparable("job", job);
  }
  return sight;
}

}  // namespace

std::ostream& operator<<(std::ostream& stream, const TakeoverFigures& figures) {
  stream << std::fixed << std::setprecision(1);
  for (const auto& [name, time] : figures.steps)
    stream << std::left << std::setw(24) << name << std::right << std::setw(8) << time.count()
           << " s\n";
  return stream << std::left << std::setw(24) << "compared texts" << std::right << std::setw(8)
                << figures.places << '\n';
}

Takeover::Takeover(const Options& options, TakeoverFigures& figures)
    : options_(options), figures_(figures) {}

void Takeover::TestBody() {
  take("start", [&] {
    deployAs(options_.strategy);
    python_ = std::make_unique<PythonService>(folder_.path() / "python", deployment_->identity());
  });
  take("fill", [&] {
    fill(kForeign, options_.documents / 4);
    fill(kMember, options_.documents);
  });
  ASSERT_FALSE(HasFailure());
  take("import", [&] {
    const Outcome outcome = run({"import", "--from", python_->databaseUrl()});
    EXPECT_EQ(outcome.status, 0) << testing::PrintToString(outcome);
  });
  take("db check", [&] { EXPECT_EQ(run({"db", "check"}).status, 0); });
  take("compare", [&] {
    compareAs(kMember, options_.documents);
    compareAs(kForeign, options_.documents / 4);
  });
  take("schedulers", [&] { compareSchedulers(); });
}

void Takeover::TearDown() {
  if (HasFailure() && python_) std::cerr << "The Python service:\n" << python_->log() << '\n';
  DeploymentTest::TearDown();
}

void Takeover::fill(const Account& account, int documents) {
  Filling filling(python_->port(), deployment_->identity().tokenOf(account),
                  std::string(account.project), options_.connections);
  filling.fill(documents);
  busyClient_ = filling.busyClient();
}

void Takeover::compareAs(const Account& account, int documents) {
  const Token token = deployment_->identity().tokenOf(account);
  const Environment environment = clientEnvironment(account);
  const Viewer::Options options = {options_.pageSize, options_.shown};
  Viewer python(python_->port(), token, pythonForks_, environment, folder_.path() / "python",
                options);
  Viewer ours(deployment_->service().port(), token, ourForks_, environment, folder_.path() / "ours",
              options);
  std::future<Sight> seen = std::async(std::launch::async, [&] { return python.see(); });
  const Sight sight = ours.see();
  constexpr int kLists = 10;  // Two of each kind.
  compare(seen.get(), sight, kLists * documents);
}

void Takeover::compareSchedulers() {
  Scheduler python = schedulerOf(python_->port(), "python");
  Scheduler ours = schedulerOf(deployment_->service().port(), "ours");
  for (Scheduler* const scheduler : {&python, &ours}) scheduler->start();
  for (Scheduler* const scheduler : {&python, &ours}) {
    // It says this after it has saved all jobs.
    EXPECT_TRUE(await([&] { return scheduler->says("Created job "); })) << scheduler->log();
    scheduler->stop();
  }
  constexpr int kPage = 10;  // Of the scheduler's requests.
  compare(savedJobs(python.jobs()), savedJobs(ours.jobs()), kPage + 1);
}

/// `places` is the least number of places.
void Takeover::compare(const Sight& python, const Sight& ours, int places) {
  expectSameSight(python, ours);
  EXPECT_GE(std::ssize(python), places);
  figures_.places += python.size();
}

Scheduler Takeover::schedulerOf(std::uint16_t port, const std::string& name) const {
  Environment environment = clientEnvironment(kMember);
  environment["OS_BACKUP_URL"] = "http://127.0.0.1:" + std::to_string(port);
  return {folder_.path() / name / "scheduler", busyClient_, environment, kNoSecondPoll};
}

void Takeover::take(const std::string& name, const std::function<void()>& what) {
  const auto begin = std::chrono::steady_clock::now();
  what();
  figures_.steps.push_back({name, std::chrono::steady_clock::now() - begin});
}

}  // namespace freezer::test
