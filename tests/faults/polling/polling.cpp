#include "tests/faults/polling/polling.h"

#include <csignal>
#include <optional>
#include <thread>

#include "tests/faults/written.h"
#include "tests/support/running_server.h"

namespace freezer::test {
namespace {

constexpr int kThreads = 16;
constexpr std::int64_t kPollsPerReport = 300;
constexpr int kMeasurements = 16;

// What may be used in addition to the use after the first quarter.
constexpr std::int64_t kMoreKilobytes = 16 * 1024;
constexpr std::int64_t kMoreThreads = 2;
constexpr std::int64_t kMoreDescriptors = 4;
constexpr std::int64_t kMoreLogBytes = 64 * 1024;

// Checkpoints begin at 16.5 MB, and may have to wait for a reader.
constexpr std::int64_t kMostWalBytes = 20 * 1024 * 1024;

std::string nameOfClient(std::int64_t number) {
  return "host" + std::to_string(number);
}

std::string jobOfClient(std::int64_t number) {
  return "job" + std::to_string(number);
}

std::string line(const std::string& kind, const std::string& document) {
  return R"({"kind":")" + kind +
         R"(","version":1,"created_at":1,"updated_at":1,"document":{"project_id":"default",)" +
         R"("user_id":"admin",)" + document + "}}\n";
}

std::string linesOfClient(std::int64_t number) {
  const std::string name = nameOfClient(number);
  return line("client", R"("client":{"client_id":")" + name + R"(","hostname":")" + name + "\"}") +
         line("job", R"("job_id":")" + jobOfClient(number) + R"(","client_id":")" + name +
                         R"(","job_actions":[],"job_schedule":{"schedule_interval":"1 days"})");
}

/// A poll or a report as the scheduler sends it.
Ask askFor(std::int64_t poll, std::int64_t client) {
  if (poll % kPollsPerReport == 0) {
    return {"PATCH", kBase + "/jobs/" + jobOfClient(client),
            R"({"job_schedule":{"schedule_interval":"1 days","event":"","status":"scheduled",)"
            R"("result":"success","time_started":1,"time_ended":)" +
                std::to_string(poll) + "}}"};
  }
  return {"GET", kBase + "/jobs/?limit=10&offset=0",
          R"({"match_not":[{"status":"completed"}],"match":[{"client_id":")" +
              nameOfClient(client) + R"("}]})"};
}

}  // namespace

void Polling::TestBody() {
  importJobs();
  // At the level info, the access log has a line per request.
  environment_["FREEZER_LOG_LEVEL"] = "warning";
  RunningServer server({"--log-file", folder_.path() / "serve.log"}, environment_);
  ASSERT_NE(server.port(), 0) << server.text();
  running_ = kThreads;
  std::vector<std::jthread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&] {
      poll(server.port());
      --running_;
    });
  }
  measure(server.process());
  threads.clear();
  EXPECT_EQ(answered_, options_.polls);
  expectNoGrowth();
  EXPECT_EQ(server.endBy(SIGTERM), 0) << server.text();
}

void Polling::importJobs() const {
  std::string lines;
  for (int i = 0; i < options_.clients; ++i) lines += linesOfClient(i);
  EXPECT_EQ(run({"import", file("jobs.jsonl", lines)}).status, 0);
}

void Polling::poll(std::uint16_t port) {
  std::optional<RawClient> connection;
  for (std::int64_t number = begun_++; number < options_.polls; number = begun_++) {
    if (!connection) connection.emplace(port);
    const std::int64_t client = number % options_.clients;
    const Reply reply = connection->exchange(askFor(number, client));
    if (reply.status == 0 || reply.header("connection") == "close") connection.reset();
    const bool isRight = reply.body.find(jobOfClient(client) + '"') != std::string::npos;
    EXPECT_TRUE(reply.status == 200 && isRight) << reply.status << ' ' << reply.body;
    if (reply.status != 200) return;
    ++answered_;
  }
}

void Polling::measure(pid_t process) {
  const auto begin = std::chrono::steady_clock::now();
  const std::filesystem::path store = folder_.path() / "store.sqlite-wal";
  for (std::int64_t i = 1; i < kMeasurements; ++i) {
    const std::int64_t next = options_.polls * i / kMeasurements;
    while (answered_ < next && running_ == kThreads)
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    Usage usage = usageOf(process, store, folder_.path() / "serve.log");
    usage.requests = answered_;
    usage.time = std::chrono::steady_clock::now() - begin;
    usages_.push_back(usage);
  }
}

void Polling::expectNoGrowth() const {
  const Usage& base = usages_.at(kMeasurements / 4);
  for (std::size_t i = kMeasurements / 4; i < usages_.size(); ++i) {
    const Usage& usage = usages_[i];
    SCOPED_TRACE(std::to_string(usage.requests) + " requests");
    if (!kIsSanitized) {
      EXPECT_LE(usage.kilobytes, base.kilobytes + kMoreKilobytes);
    }
    EXPECT_LE(usage.threads, base.threads + kMoreThreads);
    EXPECT_LE(usage.descriptors, base.descriptors + kMoreDescriptors);
    EXPECT_LE(usage.logBytes, base.logBytes + kMoreLogBytes);
    EXPECT_LE(usage.walBytes, kMostWalBytes);
  }
}

}  // namespace freezer::test
