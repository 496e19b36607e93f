#include "tests/faults/hostile/hostile.h"

#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <fstream>

#include "tests/faults/written.h"

namespace freezer::test {
namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr std::chrono::milliseconds kMostLatency = 500ms * (kIsSanitized ? 10 : 1);
constexpr std::int64_t kMostMegabytes = 256;
constexpr std::chrono::seconds kTimeToEnd{12};

void allowManyDescriptors() {
  rlimit descriptors = {};
  ::getrlimit(RLIMIT_NOFILE, &descriptors);
  descriptors.rlim_cur = std::min<rlim_t>(descriptors.rlim_max, 16'384);
  ::setrlimit(RLIMIT_NOFILE, &descriptors);
}

std::int64_t peakMegabytes(pid_t process) {
  std::ifstream status("/proc/" + std::to_string(process) + "/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmHWM:")) return std::stoll(line.substr(line.find(':') + 1)) / 1024;
  ADD_FAILURE() << "The peak of the memory is not known.";
  return 0;
}

void expectAnswers(const Attack& attack, const std::map<int, int>& answers) {
  if (attack.answers.empty()) return;
  EXPECT_TRUE(answers.contains(attack.answers.front())) << "no " << attack.answers.front();
  for (const auto& [status, count] : answers)
    EXPECT_TRUE(std::ranges::count(attack.answers, status)) << count << " answers " << status;
}

}  // namespace

void Hostile::TestBody() {
  allowManyDescriptors();
  fillStore();
  for (const Attack& attack : attacks()) {
    SCOPED_TRACE(attack.name);
    if (options_.attack.empty() || options_.attack == attack.name) withstand(attack);
  }
  EXPECT_FALSE(figures_.empty()) << "There is no attack '" << options_.attack << "'.";
}

void Hostile::fillStore() {
  EXPECT_EQ(run({"seed", "--backups", std::to_string(options_.backups)}).status, 0);
  succeed(someJob(kLiveJob));
  succeed({"clients", "create", "--client-id", "sharing"});
  succeed({"projects", "create", "default", "--id", "default"});
  succeed({"users", "create", "live", "--password-file", file("password", "a long password")});
  succeed({"users", "grant", "live", "--project", "default", "--role", "member"});
}

void Hostile::withstand(const Attack& attack) {
  Words options = {"--log-file", folder_.path() / "serve.log"};
  std::vector<std::string> headers;
  if (attack.needsAccounts) {
    options.insert(options.end(), {"--auth", "builtin"});
    headers = {"X-Auth-Token: " + succeed({"tokens", "create", "live", "--project", "default"})};
  }
  RunningServer server(options, environment_);
  ASSERT_NE(server.port(), 0) << server.text();
  if (attack.prepare != nullptr) attack.prepare(server.port());

  Answers answers;
  const Target target{server.port(), answers};
  std::vector<std::jthread> attackers;
  for (int i = 0; i < attack.threads; ++i)
    attackers.emplace_back([&](const std::stop_token& stop) { attack.run(target, stop); });
  LiveClient live(server.port(), headers);
  std::this_thread::sleep_for(std::chrono::seconds(options_.seconds));
  const std::vector<LiveClient::Latency> latencies = live.end();

  const std::int64_t peak = peakMegabytes(server.process());
  for (std::jthread& attacker : attackers) {
    if (!attack.goesOn) attacker.request_stop();
  }
  if (!attack.goesOn) attackers.clear();
  const auto begin = Clock::now();
  EXPECT_EQ(server.endBy(SIGTERM), 0) << server.text();
  const auto end = Clock::now() - begin;
  for (std::jthread& attacker : attackers) attacker.request_stop();
  attackers.clear();

  const LiveClient::Latency p99 = latencies[latencies.size() * 99 / 100];
  figures_.push_back(
      {attack.name, latencies.size(), p99, latencies.back(), peak, end, answers.counts()});
  EXPECT_LT(p99, kMostLatency);
  EXPECT_LT(end, kTimeToEnd);
  if (!kIsSanitized) {
    EXPECT_LT(peak, kMostMegabytes);
  }
  expectAnswers(attack, answers.counts());
}

}  // namespace freezer::test
