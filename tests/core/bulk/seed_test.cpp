// Made-up documents.

#include <map>
#include <set>
#include <vector>

#include "core/bulk/random.h"
#include "core/bulk/seed.h"
#include "tests/core/freezer_fixture.h"

namespace freezer::test {
namespace {

const SeedPlan kPlan = {.clients = 8,
                        .jobs = 40,
                        .backups = 200,
                        .sessions = 6,
                        .randomSeed = 1,
                        .until = 1'769'903'999,
                        .project_id = "p1",
                        .user_id = "alice"};

/// All lines of a plan, one after the other.
std::string textOf(const SeedPlan& plan) {
  const NextLine next = seedLines(plan);
  std::string text;
  for (auto line = next(); line.value(); line = next()) text += *line.value();
  return text;
}

class SeedTest : public FreezerTest {
 protected:
  SeedTest() {
    const auto imported = freezer_.importLines(seedLines(kPlan));
    EXPECT_TRUE(imported);
    EXPECT_EQ(imported.value().imported, imported.value().total());
  }

  /// All documents of a kind, by id.
  std::map<std::string, Document> all(Kind kind) {
    Query query;
    query.limit = kNoLimit;
    const auto page = freezer_.list(resourceOf(kind), alice_, query);
    EXPECT_TRUE(page);
    std::map<std::string, Document> documents;
    for (const Record& record : page.value().records) {
      EXPECT_LE(record.created_at, record.updated_at);
      EXPECT_LE(record.updated_at, kPlan.until);
      documents.emplace(record.id, json(record.text));
    }
    return documents;
  }
};

TEST_F(SeedTest, ThereAreAsManyAsWereAskedFor) {
  EXPECT_EQ(all(Kind::Client).size(), 8U);
  EXPECT_EQ(all(Kind::Session).size(), 6U);
  EXPECT_EQ(all(Kind::Job).size(), 40U);
  EXPECT_EQ(all(Kind::Action).size(), 28U);  // 22 jobs have their own, 18 that of their session.
  EXPECT_EQ(all(Kind::Backup).size(), 200U);
}

TEST_F(SeedTest, WhatADocumentRefersToIsThere) {
  const auto clients = all(Kind::Client);
  const auto sessions = all(Kind::Session);
  const auto jobs = all(Kind::Job);
  const auto actions = all(Kind::Action);
  std::size_t members = 0;
  for (const auto& [id, job] : jobs) {
    EXPECT_TRUE(clients.contains(job.textAt("/client_id")));
    const auto action = actions.find(job.textAt("/job_actions/0/action_id"));
    ASSERT_NE(action, actions.end());
    EXPECT_TRUE(equalIgnoringNulls(action->second.at("/freezer_action"),
                                   job.at("/job_actions/0/freezer_action")));
    const std::string session_id = job.textAt("/session_id");
    if (session_id.empty()) continue;
    ++members;
    const Document& session = sessions.at(session_id);
    EXPECT_EQ(session.textAt("/jobs/" + id + "/client_id"), job.textAt("/client_id"));
    EXPECT_EQ(session.textAt("/jobs/" + id + "/status"), job.textAt("/job_schedule/status"));
    EXPECT_EQ(session.textAt("/jobs/" + id + "/result"), job.textAt("/job_schedule/result"));
    EXPECT_EQ(session.integerAt("/session_tag", -1), job.integerAt("/session_tag", -2));
  }
  std::size_t entries = 0;
  for (const auto& [id, session] : sessions) entries += session.objectAt("/jobs").size();
  EXPECT_EQ(members, 18U);
  EXPECT_EQ(entries, 18U);
  for (const auto& [id, backup] : all(Kind::Backup)) {
    const Document& job = jobs.at(backup.textAt("/backup_metadata/job_id"));
    EXPECT_EQ(job.textAt("/job_actions/0/freezer_action/backup_name"),
              backup.textAt("/backup_metadata/backup_name"));
    EXPECT_EQ(clients.at(job.textAt("/client_id")).textAt("/client/hostname"),
              backup.textAt("/backup_metadata/hostname"));
  }
}

TEST_F(SeedTest, MostWentWellAndSomeDidNot) {
  std::map<std::string, int> results;
  for (const auto& [id, job] : all(Kind::Job)) ++results[job.textAt("/job_schedule/result")];
  EXPECT_GT(results["success"], 20);
  EXPECT_GT(results["fail"], 0);
}

TEST_F(SeedTest, BackupsAreOfTheLast30Days) {
  const std::int64_t first = kPlan.until - 30LL * 24 * 3600;
  for (const auto& [id, backup] : all(Kind::Backup)) {
    const std::int64_t taken = backup.integerAt("/backup_metadata/time_stamp", 0);
    EXPECT_GE(taken, first);
    EXPECT_LE(taken, kPlan.until);
    const std::int64_t read = backup.integerAt("/backup_metadata/backup_size_uncompressed", 0);
    const std::int64_t kept = backup.integerAt("/backup_metadata/backup_size_compressed", 0);
    EXPECT_GT(kept, 0);
    EXPECT_LT(kept, read);
  }
}

TEST(SeedLinesTest, AreTheSameOnEveryMachine) {
  EXPECT_EQ(bulk::seedOf(textOf(kPlan)), 17300199546724302968U);
}

TEST(SeedLinesTest, DifferByNumberProjectAndTime) {
  std::set<std::string> texts = {textOf(kPlan)};
  SeedPlan plan = kPlan;
  plan.randomSeed = 2;
  EXPECT_TRUE(texts.insert(textOf(plan)).second);
  plan = kPlan;
  plan.project_id = "p2";
  EXPECT_TRUE(texts.insert(textOf(plan)).second);
  plan = kPlan;
  ++plan.until;
  EXPECT_TRUE(texts.insert(textOf(plan)).second);
}

}  // namespace
}  // namespace freezer::test
