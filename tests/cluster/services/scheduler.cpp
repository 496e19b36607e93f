#include "tests/cluster/services/scheduler.h"

#include <gtest/gtest.h>

namespace freezer::test {

void Scheduler::step(const std::stop_token& stop) {
  const auto tag = rounds_.await(number(), stop);
  if (!tag) return;
  const Reply reply = send(askForRun("start", kRoundsSession, jobOfScheduler(number()), *tag));
  if (isUnsure(reply)) return rounds_.doubt();
  EXPECT_EQ(reply.status, 202) << reply.body;
  if (reply.status != 202) return;
  rounds_.answer(number(), reply.at("/result") == "success",
                 reply.json().integerAt("/session_tag", -1));
  acknowledge();
}

}  // namespace freezer::test
