#include "tests/faults/writer.h"

#include <Poco/Exception.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace freezer::test {
namespace {

/// A connection; none if it is refused.
std::optional<RawClient> connect(std::uint16_t port) try {
  return RawClient(port);
} catch (const Poco::Exception&) {
  return std::nullopt;
}

}  // namespace

Writer::Writer(std::string name, Acknowledged& acknowledged, StoreFaults faults)
    : name_(std::move(name)), acknowledged_(acknowledged), faults_(faults) {}

void Writer::run(std::uint16_t port, const std::stop_token& stop) {
  std::optional<RawClient> client = connect(port);
  while (client && !stop.stop_requested()) {
    switch (step(*client)) {
      case Next::Request: break;
      case Next::Connection: client = connect(port); break;
      case Next::Nothing: return;
    }
  }
}

/// The document to create, change or delete next.
Written& Writer::current() {
  if (documents_.empty() || !documents_.back().isAlive()) {
    constexpr Kind kKinds[] = {Kind::Backup, Kind::Job, Kind::Session};
    const std::size_t number = documents_.size();
    Written next{kKinds[number % std::size(kKinds)]};
    if (next.kind != Kind::Backup) next.id = name_ + "-" + std::to_string(number);
    if (number / std::size(kKinds) % 2 == 0) next.lastVersion = kDeleted;
    documents_.push_back(next);
  }
  return documents_.back();
}

Writer::Next Writer::step(RawClient& client) {
  Written& document = current();
  const Step step = nextStep(document);
  const Reply reply = client.exchange(step.ask);
  if (reply.status == 0) {
    document.inDoubt = true;
    if (client.hasPartOfAReply()) wasCutOff_ = true;
    return Next::Connection;
  }
  const Next next = reply.header("connection") == "close" ? Next::Connection : Next::Request;
  if (reply.status == 503) {
    ++busyReplies_;
    return next;
  }
  if (reply.status == 500 && faults_ == StoreFaults::Expected) {
    document.inDoubt = true;
    return Next::Nothing;
  }
  const std::int64_t version = document.version + 1;
  if (reply.status != step.status ||
      (step.ask.method == "PATCH" && reply.at("/version") != std::to_string(version))) {
    ADD_FAILURE() << "status " << reply.status << ", for version " << version << ": " << reply.body;
    document.inDoubt = true;
    return Next::Nothing;
  }
  if (document.id.empty()) document.id = reply.at("/backup_id");
  document.version = version;
  acknowledged_.release();
  return next;
}

Writers::Writers(std::size_t count, const std::string& name, StoreFaults faults) {
  for (std::size_t i = 0; i < count; ++i)
    writers_.emplace_back(name + "-" + std::to_string(i), acknowledged_, faults);
}

void Writers::start(std::uint16_t port) {
  for (Writer& writer : writers_) {
    threads_.emplace_back([&writer, port](const std::stop_token& stop) { writer.run(port, stop); });
  }
}

bool Writers::await(int changes) {
  for (int i = 0; i < changes; ++i)
    if (!acknowledged_.try_acquire_for(kPatience)) return false;
  return true;
}

void Writers::stop() {
  for (std::jthread& thread : threads_) thread.request_stop();
  join();
}

void Writers::join() {
  for (std::jthread& thread : threads_) thread.join();
  threads_.clear();
}

std::vector<Written> Writers::documents() const {
  std::vector<Written> all;
  for (const Writer& writer : writers_)
    all.insert(all.end(), writer.documents().begin(), writer.documents().end());
  return all;
}

bool Writers::wereCutOff() const {
  return std::ranges::any_of(writers_, &Writer::wasCutOff);
}

int Writers::busyReplies() const {
  int sum = 0;
  for (const Writer& writer : writers_) sum += writer.busyReplies();
  return sum;
}

}  // namespace freezer::test
