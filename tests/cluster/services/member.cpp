#include "tests/cluster/services/member.h"

#include <gtest/gtest.h>

#include "tests/faults/written.h"

namespace freezer::test {
namespace {

std::string pathOfMember(const std::string& session_id, const std::string& job_id) {
  return kBase + "/sessions/" + session_id + "/jobs/" + job_id;
}

}  // namespace

std::string sharedSession(std::size_t number) {
  return "shared" + std::to_string(number);
}

void Member::step(const std::stop_token& /*stop*/) {
  if (!exists_) return create();
  switch (randomBelow(4)) {
    case 0: return session_.empty() ? join() : leave();
    case 1: return session_.empty() ? join() : runInSession();
    default: return join();
  }
}

void Member::create() {
  if (job_.empty()) job_ = "m" + std::to_string(number()) + "-" + std::to_string(++jobs_);
  const Reply reply = send(askForSmallJob(job_));
  if (isUnsure(reply)) return retire();
  EXPECT_EQ(reply.status, 201) << reply.body;
  exists_ = true;
  acknowledge();
}

void Member::join() {
  const std::string session = sharedSession(randomBelow(kSharedSessions));
  const Reply reply = send({"PUT", pathOfMember(session, job_)});
  if (isUnsure(reply)) return retire();
  EXPECT_EQ(reply.status / 100, 2) << reply.status << ' ' << reply.body;
  session_ = session;
  acknowledge();
}

void Member::leave() {
  const Reply reply = send({"DELETE", pathOfMember(session_, job_)});
  if (isUnsure(reply)) return retire();
  EXPECT_EQ(reply.status / 100, 2) << reply.status << ' ' << reply.body;
  session_.clear();
  acknowledge();
}

void Member::runInSession() {
  const std::string verb = randomBelow(2) == 0 ? "start" : "end";
  const Reply reply = send(askForRun(verb, session_, job_, 0));
  if (isUnsure(reply)) return;
  EXPECT_EQ(reply.status, 202) << reply.body;
  acknowledge();
}

void Member::retire() {
  exists_ = false;
  session_.clear();
  job_.clear();
}

void Member::expectMembership(RawClient& client) const {
  if (!exists_) return;
  const Reply reply = client.exchange({"GET", kBase + "/jobs/" + job_});
  EXPECT_EQ(reply.status, 200) << job_ << ' ' << reply.body;
  EXPECT_EQ(reply.json().textAt("/session_id"), session_) << reply.body;
}

}  // namespace freezer::test
