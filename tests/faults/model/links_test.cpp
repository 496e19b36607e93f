// Made-up documents: each kind of broken link is found, and nothing where there is none.

#include "tests/faults/model/links.h"

#include "tests/support/program.h"

namespace freezer::test {
namespace {

const std::string kWholeJob =
    R"({"job_id":"j","session_id":"s","job_actions":[{"action_id":"a","freezer_action":{"x":1}}]})";
const std::string kSession = R"({"session_id":"s","jobs":{"j":{}}})";
const std::string kAction = R"({"action_id":"a","freezer_action":{"x":1}})";

/// The number of broken links; an empty text stands for no document.
std::size_t broken(const std::string& job, const std::string& session, const std::string& action) {
  Linked linked;
  if (!job.empty()) linked.jobs.push_back(parsed(job));
  if (!session.empty()) linked.sessions.push_back(parsed(session));
  if (!action.empty()) linked.actions.push_back(parsed(action));
  return brokenLinks(linked).size();
}

TEST(Links, AreWhole) {
  EXPECT_EQ(broken(kWholeJob, kSession, kAction), 0U);
}

TEST(Links, OfAJobToASessionThatIsAbsentOrDoesNotListItAreBroken) {
  EXPECT_EQ(broken(kWholeJob, "", kAction), 1U);
  EXPECT_EQ(broken(kWholeJob, R"({"session_id":"s","jobs":{}})", kAction), 1U);
}

TEST(Links, OfASessionToAJobThatIsAbsentOrNotInItAreBroken) {
  EXPECT_EQ(broken("", kSession, kAction), 1U);
  EXPECT_EQ(broken(R"({"job_id":"j","session_id":"","job_actions":[]})", kSession, kAction), 1U);
}

TEST(Links, OfAJobToAnActionThatIsAbsentOrDifferentAreBroken) {
  EXPECT_EQ(broken(kWholeJob, kSession, ""), 1U);
  EXPECT_EQ(broken(kWholeJob, kSession, R"({"action_id":"a","freezer_action":{"x":2}})"), 1U);
}

}  // namespace
}  // namespace freezer::test
