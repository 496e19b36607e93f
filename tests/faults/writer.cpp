#include "tests/faults/writer.h"

#include <Poco/Exception.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace freezer::test {
namespace {

/// After this version of a document, the writer creates a new one.
constexpr std::int64_t kLastVersion = 4;

std::string pathOf(Kind kind, const std::string& id) {
  return kBase + "/" + std::string(resourceOf(kind).plural) + "/" + id;
}

// The two actions of a job.
std::string firstAction(const std::string& job_id) {
  return job_id + "-first";
}
std::string secondAction(const std::string& job_id) {
  return job_id + "-second";
}

Ask askToCreate(const Written& document) {
  if (document.kind == Kind::Backup) {
    return {"POST", kBase + "/backups",
            R"({"container":"c1","hostname":"host1","backup_name":"daily","change":1})"};
  }
  const auto action = [](const std::string& id) {
    return R"({"action_id":")" + id +
           R"(","max_retries":1,"freezer_action":{"action":"backup","backup_name":"daily"}})";
  };
  return {"POST", kBase + "/jobs",
          R"({"job_id":")" + document.id + R"(","client_id":")" + kHost +
              R"(","job_schedule":{"schedule_interval":"1 days"},"job_actions":[)" +
              action(firstAction(document.id)) + ',' + action(secondAction(document.id)) + "]}"};
}

/// The request for the change that results in this version.
Ask askToChange(const Written& document, std::int64_t version) {
  const std::string number = std::to_string(version);
  if (document.kind == Kind::Backup) {
    return {"PATCH", pathOf(Kind::Backup, document.id),
            R"({"backup_metadata":{"change":)" + number + "}}"};
  }
  return {"PATCH", pathOf(Kind::Action, firstAction(document.id)),
          R"({"max_retries":)" + number + "}"};
}

/// The version in the ETag of a reply to a GET; 0 after 404.
std::int64_t versionOf(const Reply& reply) {
  if (reply.status == 404) return 0;
  EXPECT_EQ(reply.status, 200) << reply.body;
  const std::string tag = reply.header("etag");
  return tag.size() > 2 ? std::stoll(tag.substr(1)) : -1;
}

std::int64_t storedJobVersion(RawClient& client, const std::string& id) {
  const Reply job = client.exchange({"GET", pathOf(Kind::Job, id)});
  const Reply first = client.exchange({"GET", pathOf(Kind::Action, firstAction(id))});
  const Reply second = client.exchange({"GET", pathOf(Kind::Action, secondAction(id))});
  const std::int64_t version = versionOf(job);
  EXPECT_EQ(versionOf(first), version) << id;
  EXPECT_EQ(versionOf(second), version == 0 ? 0 : 1) << id;
  if (version == 0) return 0;
  EXPECT_EQ(job.at("/job_actions/0/max_retries"), std::to_string(version)) << job.body;
  EXPECT_EQ(job.at("/job_actions/0/action_id"), firstAction(id)) << job.body;
  EXPECT_EQ(job.at("/job_actions/1/action_id"), secondAction(id)) << job.body;
  EXPECT_EQ(first.at("/max_retries"), std::to_string(version)) << first.body;
  return version;
}

/// A connection; none if it is refused.
std::optional<RawClient> connect(std::uint16_t port) try {
  return RawClient(port);
} catch (const Poco::Exception&) {
  return std::nullopt;
}

}  // namespace

std::int64_t storedVersion(RawClient& client, const Written& document) {
  if (document.kind == Kind::Job) return storedJobVersion(client, document.id);
  const Reply reply = client.exchange({"GET", pathOf(document.kind, document.id)});
  const std::int64_t version = versionOf(reply);
  if (version != 0) {
    EXPECT_EQ(reply.at("/backup_metadata/change"), std::to_string(version)) << reply.body;
  }
  return version;
}

Writer::Writer(std::string name, Acknowledged& acknowledged)
    : name_(std::move(name)), acknowledged_(acknowledged) {}

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

/// The document to create or change next.
Written& Writer::current() {
  if (documents_.empty() || documents_.back().inDoubt ||
      documents_.back().version == kLastVersion) {
    const std::size_t number = documents_.size();
    documents_.push_back(number % 2 == 0
                             ? Written{Kind::Backup, ""}
                             : Written{Kind::Job, name_ + "-" + std::to_string(number)});
  }
  return documents_.back();
}

Writer::Next Writer::step(RawClient& client) {
  Written& document = current();
  const std::int64_t version = document.version + 1;
  const bool isNew = version == 1;
  const Reply reply =
      client.exchange(isNew ? askToCreate(document) : askToChange(document, version));
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
  if (reply.status != (isNew ? 201 : 200) ||
      (!isNew && reply.at("/version") != std::to_string(version))) {
    ADD_FAILURE() << "status " << reply.status << ", for version " << version << ": " << reply.body;
    document.inDoubt = true;
    return Next::Nothing;
  }
  if (document.id.empty()) document.id = reply.at("/backup_id");
  document.version = version;
  acknowledged_.release();
  return next;
}

Writers::Writers(std::size_t count, const std::string& name) {
  for (std::size_t i = 0; i < count; ++i)
    writers_.emplace_back(name + "-" + std::to_string(i), acknowledged_);
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

std::int64_t storedBackups(RawClient& client) {
  const Reply reply = client.exchange({"GET", kBase + "/backups?limit=1&with_count=true"});
  EXPECT_EQ(reply.status, 200) << reply.body;
  return std::stoll(reply.at("/count"));
}

BackupCount countBackups(const std::vector<Written>& documents) {
  BackupCount count;
  for (const Written& document : documents) {
    if (document.kind != Kind::Backup) continue;
    ++(document.id.empty() ? count.inDoubt : count.acknowledged);
  }
  return count;
}

}  // namespace freezer::test
