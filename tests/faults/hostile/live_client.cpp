#include "tests/faults/hostile/live_client.h"

#include <algorithm>
#include <optional>

#include "tests/faults/written.h"

namespace freezer::test {
namespace {

using Clock = std::chrono::steady_clock;

const char* const kAddress = "127.0.0.2";
constexpr int kRequestsOnAConnection = 4;
constexpr std::chrono::milliseconds kPause{3};

/// Request number `number`: a GET, a poll or a PATCH in turn.
Ask askFor(int number, const std::vector<std::string>& headers) {
  const std::string job = kBase + "/jobs/" + kLiveJob;
  switch (number % 3) {
    case 0: return {"GET", job, "", headers};
    case 1:
      return {
          "GET", kBase + "/jobs",
          R"({"match":[{"client_id":")" + kHost + R"("}],"match_not":[{"status":"completed"}]})",
          headers};
    default:
      return {"PATCH", job, R"({"description":")" + std::to_string(number) + R"("})", headers};
  }
}

/// A reply with status 0 if the service refuses the connection.
Reply exchange(std::optional<RawClient>& client, std::uint16_t port, const Ask& ask) try {
  if (!client) client = connectFrom(kAddress, port);
  return client->exchange(ask);
} catch (const Poco::Exception&) {
  return {};
}

void work(std::uint16_t port, const std::vector<std::string>& headers,
          std::vector<LiveClient::Latency>& latencies, const std::stop_token& stop) {
  std::optional<RawClient> client;
  for (int number = 0; !stop.stop_requested(); ++number) {
    const Ask ask = askFor(number, headers);
    if (number % kRequestsOnAConnection == 0) client.reset();
    const auto begin = Clock::now();
    const Reply reply = exchange(client, port, ask);
    latencies.push_back(Clock::now() - begin);
    EXPECT_EQ(reply.status, 200) << "live client: " << ask.method << ' ' << ask.target << ' '
                                 << reply.body;
    if (reply.status == 0) client.reset();
    std::this_thread::sleep_for(kPause);
  }
}

}  // namespace

LiveClient::LiveClient(std::uint16_t port, const std::vector<std::string>& headers) {
  for (std::vector<Latency>& latencies : latencies_) {
    threads_.emplace_back([port, headers, &latencies](const std::stop_token& stop) {
      work(port, headers, latencies, stop);
    });
  }
}

std::vector<LiveClient::Latency> LiveClient::end() {
  for (std::jthread& thread : threads_) thread.request_stop();
  threads_.clear();
  std::vector<Latency> all;
  for (const std::vector<Latency>& some : latencies_)
    all.insert(all.end(), some.begin(), some.end());
  std::ranges::sort(all);
  return all;
}

}  // namespace freezer::test
