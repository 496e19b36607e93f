#include "tests/cluster/services/client.h"

#include <Poco/Exception.h>

#include <thread>

#include "tests/faults/written.h"

namespace freezer::test {
namespace {

using Clock = std::chrono::steady_clock;

/// How long a client waits for an answer before it asks another service.
constexpr std::chrono::seconds kPatienceOfClient{6};

/// How long a service that did not answer gets no requests.
constexpr std::chrono::seconds kAvoidance{2};

/// Between two requests of a client, so that the clients do not use up the processors.
constexpr std::chrono::milliseconds kThinkingTime{30};

}  // namespace

void Existing::add(Kind kind, const std::string& id) {
  const std::lock_guard lock(mutex_);
  ids_[kind].insert(id);
}

void Existing::remove(Kind kind, const std::string& id) {
  const std::lock_guard lock(mutex_);
  ids_[kind].erase(id);
}

std::set<std::string> Existing::all(Kind kind) const {
  const std::lock_guard lock(mutex_);
  const auto found = ids_.find(kind);
  return found == ids_.end() ? std::set<std::string>() : found->second;
}

Client::Client(Scene& scene, std::size_t number)
    : scene_(scene),
      number_(number),
      random_(static_cast<unsigned>(number + 1)),
      service_(number % kServices) {}

void Client::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    step(stop);
    std::this_thread::sleep_for(kThinkingTime);
  }
}

void Client::connect() {
  const std::size_t own = number_ % kServices;
  if (service_ != own && Clock::now() > returning_) {
    service_ = own;
    connection_.reset();
  }
  if (connection_) return;
  const std::uint16_t port = scene_.services.port(service_);
  if (port == 0) return;
  Poco::Net::StreamSocket socket;
  socket.connect({"127.0.0.1", port}, Poco::Timespan(kPatienceOfClient.count(), 0));
  connection_.emplace(socket);
  connection_->allowSilence(kPatienceOfClient);
}

void Client::avoidService() {
  connection_.reset();
  service_ = (service_ + 1) % kServices;
  returning_ = Clock::now() + kAvoidance;
}

Reply Client::send(const Ask& ask) {
  Reply reply;
  try {
    connect();
    if (connection_) reply = connection_->exchange(ask);
  } catch (const Poco::Exception&) {
    // As without an answer.
  }
  if (isUnsure(reply)) {
    ++scene_.unsure;
    avoidService();
  } else if (reply.header("connection") == "close") {
    connection_.reset();
  }
  return reply;
}

void Client::acknowledge(std::optional<std::size_t> writer) {
  ++scene_.acknowledged;
  scene_.activity.acknowledge(service_, writer);
}

std::size_t Client::randomBelow(std::size_t end) {
  return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_);
}

Ask askForRun(const std::string& verb, const std::string& session_id, const std::string& job_id,
              std::int64_t tag) {
  const std::string more = verb == "end" ? R"(,"result":"success")" : "";
  return {"POST", kBase + "/sessions/" + session_id + "/action",
          R"({")" + verb + R"(":{"job_id":")" + job_id + R"(","current_tag":)" +
              std::to_string(tag) + more + "}}"};
}

Ask askForSmallJob(const std::string& id) {
  return {"POST", kBase + "/jobs",
          R"({"job_id":")" + id + R"(","client_id":")" + kHost +
              R"(","job_schedule":{},"job_actions":[{"freezer_action":{"action":"backup"}}]})"};
}

}  // namespace freezer::test
