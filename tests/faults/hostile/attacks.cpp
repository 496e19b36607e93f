#include "tests/faults/hostile/attacks.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>

#include "tests/faults/written.h"

namespace freezer::test {
namespace {

using Poco::Net::SocketAddress;
using Poco::Net::StreamSocket;
using namespace std::chrono_literals;

constexpr int kIdleConnections = 3'000;
constexpr int kIdleThreads = 4;
constexpr int kSlowConnections = 300;
constexpr int kSlowThreads = 3;
constexpr int kReaders = 64;
constexpr int kReaderThreads = 4;
constexpr int kLargeDocuments = 40;
constexpr int kSharingJobs = 300;
const Poco::Timespan kPatienceOfSearchers(0, 50'000);

void sleep(std::chrono::milliseconds time, const std::stop_token& stop) {
  std::mutex mutex;
  std::unique_lock lock(mutex);
  std::condition_variable_any().wait_for(lock, stop, time, [] { return false; });
}

/// None if the service refuses it.
std::optional<RawClient> connect(std::uint16_t port) try {
  return RawClient(port);
} catch (const Poco::Exception&) {
  return std::nullopt;
}

/// Sends requests one after another, on a new connection when the service closed the last one.
class Attacker {
 public:
  explicit Attacker(const Target& target) : target_(target) {}

  int ask(const Ask& ask) {
    if (!client_) client_ = connect(target_.port);
    const Reply reply = client_ ? client_->exchange(ask) : Reply();
    target_.answers.count(reply.status);
    if (reply.status == 0 || reply.header("connection") == "close") client_.reset();
    return reply.status;
  }

 private:
  const Target& target_;
  std::optional<RawClient> client_;
};

void repeat(const Target& target, const Ask& ask, const std::stop_token& stop) {
  Attacker attacker(target);
  while (!stop.stop_requested()) attacker.ask(ask);
}

void create(std::uint16_t port, const std::string& path, const std::string& body) {
  EXPECT_EQ(RawClient(port).exchange({"POST", kBase + path, body}).status, 201) << path;
}

std::string times(int count, const std::string& text) {
  std::string all;
  for (int i = 0; i < count; ++i) all += text;
  return all;
}

// --- Connections -----------------------------------------------------------------------

void openIdle(const Target& target, const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    std::vector<std::optional<RawClient>> idle;
    for (int i = 0; i < kIdleConnections / kIdleThreads; ++i) idle.push_back(connect(target.port));
    sleep(1s, stop);
  }
}

/// Keeps connections open that begin a request so, and then send one byte a second.
void drip(const Target& target, const std::string& begin, const std::stop_token& stop) {
  std::vector<std::optional<RawClient>> clients(kSlowConnections / kSlowThreads);
  while (!stop.stop_requested()) {
    for (std::optional<RawClient>& client : clients) {
      const bool isNew = !client;
      if (isNew) client = connect(target.port);
      if (client && !client->send(isNew ? begin : "x")) client.reset();
    }
    sleep(1s, stop);
  }
}

void dripHeads(const Target& target, const std::stop_token& stop) {
  drip(target, "GET " + kBase + "/jobs HTTP/1.1\r\nHost: freezer.test\r\nX-Slow: ", stop);
}

void dripBodies(const Target& target, const std::stop_token& stop) {
  drip(target,
       "POST " + kBase +
           "/backups HTTP/1.1\r\nHost: freezer.test\r\nContent-Length: 1000000\r\n\r\n{",
       stop);
}

void churn(const Target& target, const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    try {
      StreamSocket socket(SocketAddress("127.0.0.1", target.port));
      socket.setLinger(true, 0);  // Closed by a reset, so that no port stays in use.
    } catch (const Poco::Exception&) {
      target.answers.count(0);
    }
  }
}

// --- Large requests and replies --------------------------------------------------------

void createLarge(std::uint16_t port) {
  const std::string text(500'000, 'x');
  for (int i = 0; i < kLargeDocuments; ++i) {
    create(port, "/backups",
           R"({"container":"large","hostname":"h","backup_name":"b","text":")" + text + "\"}");
  }
}

std::optional<RawClient> connectSlowReader(std::uint16_t port) try {
  StreamSocket socket(SocketAddress::IPv4);
  socket.setReceiveBufferSize(4096);
  socket.connect(SocketAddress("127.0.0.1", port));
  return RawClient(socket);
} catch (const Poco::Exception&) {
  return std::nullopt;
}

void readSlowly(const Target& target, const std::stop_token& stop) {
  const std::string list =
      requestText({"GET", kBase + "/backups?limit=1000", R"({"match":[{"container":"large"}]})"});
  while (!stop.stop_requested()) {
    std::vector<std::optional<RawClient>> readers;
    for (int i = 0; i < kReaders / kReaderThreads; ++i) {
      readers.push_back(connectSlowReader(target.port));
      if (readers.back()) readers.back()->send(list);
    }
    sleep(4s, stop);
  }
}

void logInLarge(const Target& target, const std::stop_token& stop) {
  const std::string password(1'000'000, 'x');
  repeat(target,
         {"POST", "/identity/v3/auth/tokens",
          R"({"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"live",)"
          R"("domain":{"id":"default"},"password":")" +
              password + "\"}}}}}"},
         stop);
}

void createEmptyObjects(const Target& target, const std::stop_token& stop) {
  repeat(target,
         {"POST", kBase + "/backups",
          R"({"container":"c","hostname":"h","backup_name":"b","objects":[)" +
              times(339'999, "{},") + "{}]}"},
         stop);
}

// --- Searches --------------------------------------------------------------------------

std::string wordsSearch() {
  std::string words;
  for (int i = 0; i < 64; ++i) words += ' ' + std::to_string(i) + std::string(250, 'a');
  return R"({"match":[{"_all":")" + words.substr(1) + "\"}]}";
}

/// No document fulfils any of the conditions, so that all are evaluated for each.
std::string conditionsSearch() {
  std::string conditions;
  for (int i = 0; i < 100; ++i) conditions += R"(,{"absent)" + std::to_string(i) + R"(":"x"})";
  return R"({"match_not":[)" + conditions.substr(1) + "]}";
}

std::vector<Ask> searches() {
  std::vector<Ask> all;
  for (const std::string& search : {wordsSearch(), conditionsSearch()})
    all.push_back({"GET", kBase + "/backups?limit=1000&with_count=true", search});
  return all;
}

void searchAndLeave(const Target& target, const std::stop_token& stop) {
  const std::vector<Ask> all = searches();
  for (std::size_t number = 0; !stop.stop_requested(); ++number) {
    try {
      StreamSocket socket(SocketAddress("127.0.0.1", target.port));
      RawClient client(socket);
      client.send(requestText(all[number % all.size()]));
      if (socket.poll(kPatienceOfSearchers, Poco::Net::Socket::SELECT_READ))
        target.answers.count(client.receive().status);
    } catch (const Poco::Exception&) {
      target.answers.count(0);
    }
  }
}

void search(const Target& target, const std::stop_token& stop) {
  const std::vector<Ask> all = searches();
  Attacker attacker(target);
  for (std::size_t number = 0; !stop.stop_requested(); ++number)
    if (attacker.ask(all[number % all.size()]) == 0) sleep(50ms, stop);
}

// --- Changes ---------------------------------------------------------------------------

/// Patches a new backup until it is as large as it may be, and some times more.
void growBackup(const Target& target, const std::stop_token& stop) {
  const Reply created = RawClient(target.port)
                            .exchange({"POST", kBase + "/backups",
                                       R"({"container":"c","hostname":"h","backup_name":"b"})"});
  EXPECT_EQ(created.status, 201) << created.body;
  const std::string path = kBase + "/backups/" + created.at("/backup_id");
  Attacker attacker(target);
  for (int number = 0, refused = 0; !stop.stop_requested() && refused < 50; ++number) {
    const std::string patch = R"({"backup_metadata":{"more)" + std::to_string(number) + R"(":")" +
                              std::string(400'000, 'x') + "\"}}";
    if (attacker.ask({"PATCH", path, patch}) == 413) ++refused;
  }
}

void grow(const Target& target, const std::stop_token& stop) {
  while (!stop.stop_requested()) growBackup(target, stop);
}

void createSharingJobs(std::uint16_t port) {
  create(port, "/actions",
         R"({"action_id":"shared","freezer_action":{"action":"backup","backup_name":"b"}})");
  for (int i = 0; i < kSharingJobs; ++i) {
    create(port, "/jobs",
           R"({"job_id":"sharing-)" + std::to_string(i) +
               R"(","client_id":"sharing","job_actions":[{"action_id":"shared"}]})");
  }
}

void patchShared(const Target& target, const std::stop_token& stop) {
  Attacker attacker(target);
  for (int number = 0; !stop.stop_requested(); ++number) {
    attacker.ask({"PATCH", kBase + "/actions/shared",
                  R"({"freezer_action":{"backup_name":"b)" + std::to_string(number) + "\"}}"});
  }
}

}  // namespace

std::span<const Attack> attacks() {
  static const Attack kAttacks[] = {
      {.name = "idle", .threads = kIdleThreads, .run = openIdle},
      {.name = "slow heads", .threads = kSlowThreads, .run = dripHeads},
      {.name = "slow bodies", .threads = kSlowThreads, .run = dripBodies},
      {.name = "churn", .threads = 4, .run = churn},
      {.name = "large logins",
       .threads = 8,
       .run = logInLarge,
       .answers = {413},
       .needsAccounts = true},
      {.name = "empty objects", .threads = 8, .run = createEmptyObjects, .answers = {400}},
      {.name = "left searches", .threads = 8, .run = searchAndLeave},
      {.name = "slow readers",
       .threads = kReaderThreads,
       .run = readSlowly,
       .prepare = createLarge},
      {.name = "growth", .threads = 4, .run = grow, .answers = {413, 200}},
      {.name = "shared action",
       .threads = 8,
       .run = patchShared,
       .answers = {200, 503},
       .prepare = createSharingJobs},
      {.name = "stop", .threads = 8, .run = search, .answers = {0, 200, 503}, .goesOn = true},
  };
  return kAttacks;
}

}  // namespace freezer::test
