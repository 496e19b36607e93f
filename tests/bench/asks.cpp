#include "tests/bench/asks.h"

#include <algorithm>
#include <random>

#include "tests/bench/seed.h"

namespace freezer::bench {
namespace {

/// Always the same numbers, so every side of every run gets the same requests.
std::vector<std::uint64_t> randomNumbers(std::uint64_t below, std::uint64_t howMany) {
  std::mt19937_64 random;
  std::uniform_int_distribution<std::uint64_t> number(0, below - 1);
  std::vector<std::uint64_t> numbers(howMany);
  std::ranges::generate(numbers, [&] { return number(random); });
  return numbers;
}

template <typename Make>
Requests forRandom(std::uint64_t count, Make make) {
  Requests requests;
  for (const std::uint64_t number : randomNumbers(count, kAsks)) requests.push_back(make(number));
  return requests;
}

std::vector<std::string> headers(bool close) {
  return close ? std::vector<std::string>{"Connection: close"} : std::vector<std::string>{};
}

}  // namespace

Requests getsOfOne(std::uint64_t count) {
  return forRandom(count, [](std::uint64_t number) -> Request {
    return {test::requestText({"GET", kBase + "/backups/" + backupId(number)})};
  });
}

Requests getsOfOneBy(const std::string& token, std::uint64_t count) {
  return forRandom(count, [&](std::uint64_t number) -> Request {
    return {test::requestText(
        {"GET", kBase + "/backups/" + backupId(number), "", {"X-Auth-Token: " + token}})};
  });
}

Requests pages(std::uint64_t count, std::uint64_t limit) {
  // The last backups are no markers, so every page is full.
  return forRandom(count - std::min(limit, count - 1), [&](std::uint64_t number) -> Request {
    return {test::requestText({"GET", kBase + "/backups?limit=" + std::to_string(limit) +
                                          "&marker=" + backupId(number)})};
  });
}

Requests hostSearches(std::uint64_t count) {
  return forRandom(count, [&](std::uint64_t number) -> Request {
    const std::string host = hostOfBackup(number, count);
    return {test::requestText(
                {"GET", kBase + "/backups", R"({"match":[{"hostname":")" + host + R"("}]})"}),
            200, host};
  });
}

Requests polls(std::uint64_t clients, bool close) {
  return forRandom(clients, [&](std::uint64_t client) -> Request {
    return {test::requestText({"GET", kBase + "/jobs/?limit=10&offset=0",
                               R"({"match_not":[{"status":"completed"}],"match":[{"client_id":")" +
                                   clientId(client) + R"("}]})",
                               headers(close)}),
            200, jobId(client, 0)};
  });
}

Requests updates(std::uint64_t clients, bool close) {
  return forRandom(clients, [&](std::uint64_t client) -> Request {
    return {test::requestText(
        {"PATCH", kBase + "/jobs/" + jobId(client, 1),
         R"({"job_schedule":{"time_created":1800000000,"time_started":1800000060,)"
         R"("time_ended":-1,"event":"","status":"running","result":"","current_pid":)" +
             std::to_string(1000 + client) + "}}",
         headers(close)})};
  });
}

double requestsPerSecond(const Options& options, std::uint16_t port, const Requests& requests,
                         std::size_t connections) {
  return run({.port = port,
              .requests = requests,
              .connections = connections,
              .duration = options.duration})
      .perSecond();
}

Outcome compareMilliseconds(const Options& options, const Asked& ours, const Asked& peer) {
  const auto measure = [&](const Asked& asked) {
    return 1000 / requestsPerSecond(options, asked.port, asked.requests, 1);
  };
  return compare(
      options, "ms", [&] { return measure(ours); }, [&] { return measure(peer); });
}

}  // namespace freezer::bench
