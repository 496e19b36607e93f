// What the audit log learns of each operation.

#include "core/audit/trail.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <regex>

#include "tests/core/freezer_fixture.h"
#include "tests/core/store/rerunning_store.h"
#include "tests/support/audit_lines.h"

namespace freezer::test {
namespace {

using Lines = std::vector<std::string>;

/// A store whose transactions all run twice and, as on MariaDB, beside each other: no operation is
/// prepared on a snapshot.
class RerunningBesideEachOther : public RerunningStore {
 public:
  using RerunningStore::RerunningStore;
  bool writesOneByOne() const override { return false; }
};

/// A way to run the transactions of an operation.
struct Running {
  const char* name;
  std::unique_ptr<Store> (*make)(std::unique_ptr<Store> store);
};

void PrintTo(const Running& running, std::ostream* out) {
  *out << running.name;
}

const Running kRunnings[] = {
    {"Once", [](std::unique_ptr<Store> store) { return store; }},
    {"Twice",
     [](std::unique_ptr<Store> store) -> std::unique_ptr<Store> {
       return std::make_unique<RerunningStore>(std::move(store), 1);
     }},
    {"TwiceInTransactions", [](std::unique_ptr<Store> store) -> std::unique_ptr<Store> {
       return std::make_unique<RerunningBesideEachOther>(std::move(store), 1);
     }}};

int statusOf(ErrorCode code) {
  return code == ErrorCode::NotFound ? 404 : 400;
}

template <typename T>
void expectDone(const Result<T>& result) {
  EXPECT_TRUE(result) << (result ? "" : result.error().message);
}

template <typename T>
void expectRefused(const Result<T>& result) {
  EXPECT_FALSE(result);
}

std::string jobOf(const std::string& id, const std::string& action) {
  return R"({"job_id": ")" + id + R"(", "client_id": "host", "job_schedule": {},
    "job_actions": [{"action_id": ")" +
         action + R"("}]})";
}

/// The client "host", the action "a1", the job "j1" that runs it, and the session "s1" of the job.
struct Audited {
  explicit Audited(const Running& running) : store(running.make(place.open())) {
    make(Kind::Client, R"({"client_id": "host"})");
    make(Kind::Action, R"({"action_id": "a1", "freezer_action": {"action": "backup"}})");
    make(Kind::Job, jobOf("j1", "a1"));
    make(Kind::Session, R"({"session_id": "s1", "schedule": {}})");
    expectDone(freezer.addJob(setup, "s1", "j1"));
    alice.audit = &trail;
  }

  /// Stores a document that the audit log does not learn of.
  void make(Kind kind, const std::string& body) {
    expectDone(freezer.create(resourceOf(kind), setup, json(body)));
  }

  /// What the audit log has learnt since the last call.
  Lines news() { return summariesOf(lines.take()); }

  StorePlace place{engineNamed("sqlite")};
  std::unique_ptr<Store> store;
  AuditLines lines;
  AuditTrail trail{lines, {.request_id = "req-1", .source = "192.0.2.7"}};

  Freezer freezer{*store, [] { return 1'700'000'000; }};
  const Caller setup = projectCaller("p1", "alice");
  Caller alice = setup;
};

class AuditTest : public testing::TestWithParam<Running> {
 protected:
  Audited audited_{GetParam()};
  Freezer& freezer_ = audited_.freezer;
  const Caller& alice_ = audited_.alice;
};

INSTANTIATE_TEST_SUITE_P(Transactions, AuditTest, testing::ValuesIn(kRunnings),
                         [](const auto& running) { return std::string(running.param.name); });

/// An operation, and what the audit log learns of it.
struct Row {
  const char* name;
  std::function<void(Freezer&, const Caller&)> work;
  Lines lines;
};

const Row kChanges[] = {
    {"create",
     [](auto& freezer, auto& caller) {
       expectDone(freezer.create(kClients, caller, json(R"({"client_id": "h2"})")));
     },
     {"create client h2 ->1 success"}},
    {"create of a client that exists",
     [](auto& freezer, auto& caller) {
       const Document body = json(R"({"client_id": "host", "description": "x"})");
       expectDone(freezer.create(kClients, caller, body));
       expectDone(freezer.create(kClients, caller, body));  // Changes nothing.
     },
     {"create client host 1>2 success"}},
    {"create of a job with an action and a session",
     [](auto& freezer, auto& caller) {
       expectDone(freezer.create(kJobs, caller, json(R"({"job_id": "j2", "client_id": "host",
         "job_schedule": {}, "session_id": "s1", "job_actions": [
         {"action_id": "a2", "freezer_action": {"action": "backup"}}]})")));
     },
     {"update session s1 2>3 success (create job j2)",
      "create action a2 ->1 success (create job j2)", "create job j2 ->1 success"}},
    {"replace",
     [](auto& freezer, auto& caller) {
       expectDone(freezer.replace(kActions, caller, "a1",
                                  json(R"({"freezer_action": {"action": "restore"}})")));
     },
     {"replace action a1 1>2 success", "update job j1 2>3 success (replace action a1)"}},
    {"patch",
     [](auto& freezer, auto& caller) {
       expectDone(freezer.patch(kActions, caller, "a1", json(R"({"max_retries": 7})")));
     },
     {"patch action a1 1>2 success", "update job j1 2>3 success (patch action a1)"}},
    {"delete of a job",
     [](auto& freezer, auto& caller) { expectDone(freezer.remove(kJobs, caller, "j1")); },
     {"update session s1 2>3 success (delete job j1)", "delete job j1 2>- success"}},
    {"delete of an action",
     [](auto& freezer, auto& caller) { expectDone(freezer.remove(kActions, caller, "a1")); },
     {"update job j1 2>3 success (delete action a1)", "delete action a1 1>- success"}},
    {"delete of a session",
     [](auto& freezer, auto& caller) { expectDone(freezer.remove(kSessions, caller, "s1")); },
     {"update job j1 2>3 success (delete session s1)", "delete session s1 2>- success"}},
    {"delete of those that exist",
     [](auto& freezer, auto& caller) {
       expectDone(freezer.removeAll(kJobs, caller, std::vector<std::string>{"none", "j1"}));
     },
     {"update session s1 2>3 success (delete job -)", "delete job j1 2>- success"}},
    {"start",
     [](auto& freezer, auto& caller) {
       expectDone(freezer.sendEvent(caller, "j1", JobEvent::Start));
     },
     {"start job j1 2>3 success"}},
    {"stop and abort",
     [](auto& freezer, auto& caller) {
       expectDone(freezer.sendEvent(caller, "j1", JobEvent::Stop));
       expectDone(freezer.sendEvent(caller, "j1", JobEvent::Abort));
     },
     {"stop job j1 2>3 success", "abort job j1 3>4 success"}},
    {"an event that is requested already",
     [](auto& freezer, auto& caller) {
       expectDone(freezer.sendEvent(caller, "j1", JobEvent::Stop));
       expectDone(freezer.sendEvent(caller, "j1", JobEvent::Stop));
     },
     {"stop job j1 2>3 success"}},
    {"start and end of a session",
     [](auto& freezer, auto& caller) {
       expectDone(freezer.startSession(caller, "s1", "j1", 0));
       expectDone(freezer.startSession(caller, "s1", "j1", 1));  // Held off.
       expectDone(freezer.endSession(caller, "s1", "j1", "success"));
     },
     {"start session s1 2>3 success", "end session s1 3>4 success"}},
    {"add-job and remove-job",
     [](auto& freezer, auto& caller) {
       expectDone(freezer.addJob(caller, "s1", "j1"));
       expectDone(freezer.removeJob(caller, "s1", "j1"));
     },
     {"add-job session s1 2>3 success", "update job j1 2>3 success (add-job session s1)",
      "remove-job session s1 3>4 success", "update job j1 3>4 success (remove-job session s1)"}},
};

TEST_P(AuditTest, EveryDocumentThatChangesHasALine) {
  for (const Row& row : kChanges) {
    Audited audited(GetParam());
    row.work(audited.freezer, audited.alice);
    EXPECT_EQ(audited.news(), row.lines) << row.name;
  }
}

const Row kRefused[] = {
    {"invalid",
     [](auto& freezer, auto& caller) {
       expectRefused(freezer.create(kJobs, caller, json(R"({"job_id": "j9", "job_actions": 1})")));
     },
     {"create job j9 ->- refused invalid-document"}},
    {"unknown client",
     [](auto& freezer, auto& caller) {
       expectRefused(freezer.create(kJobs, caller, json(R"({"job_id": "j9", "client_id": "none",
         "job_schedule": {}, "job_actions": []})")));
     },
     {"create job j9 ->- refused unprocessable"}},
    {"an ID that exists",
     [](auto& freezer, auto& caller) {
       expectRefused(
           freezer.create(kSessions, caller, json(R"({"session_id": "s1", "schedule": {}})")));
     },
     {"create session s1 ->- refused already-exists"}},
    {"an ID that cannot be",
     [](auto& freezer, auto& caller) {
       expectRefused(freezer.replace(kActions, caller, "a b", json("{}")));
     },
     {"replace action a b ->- refused invalid-document"}},
    {"another version",
     [](auto& freezer, auto& caller) {
       expectRefused(
           freezer.patch(kActions, caller, "a1", json(R"({"max_retries": 7})"), {true, {5}}));
     },
     {"patch action a1 ->- refused version-mismatch"}},
    {"unknown documents",
     [](auto& freezer, auto& caller) {
       expectRefused(freezer.patch(kJobs, caller, "none", json("{}")));
       expectRefused(freezer.remove(kJobs, caller, "none"));
       expectRefused(freezer.sendEvent(caller, "none", JobEvent::Start));
       expectRefused(freezer.addJob(caller, "s1", "none"));
       expectRefused(freezer.startSession(caller, "none", "j1", 0));
     },
     {"patch job none ->- refused not-found", "delete job none ->- refused not-found",
      "start job none ->- refused not-found", "add-job session s1 ->- refused not-found",
      "start session none ->- refused not-found"}},
    {"a tag that is too great",
     [](auto& freezer, auto& caller) {
       expectRefused(freezer.startSession(caller, "s1", "j1", 9));
     },
     {"start session s1 ->- refused invalid-request"}},
};

TEST_P(AuditTest, ARefusedChangeHasOneLine) {
  for (const Row& row : kRefused) {
    row.work(freezer_, alice_);
    EXPECT_EQ(audited_.news(), row.lines) << row.name;
  }
}

/// Each run makes up an ID for the action.
TEST_P(AuditTest, OnlyTheLastRunOfATransactionCounts) {
  expectDone(freezer_.create(kJobs, alice_, json(R"({"job_id": "j2", "client_id": "host",
    "job_schedule": {}, "job_actions": [{"freezer_action": {"action": "backup"}}]})")));
  const auto job = freezer_.show(kJobs, alice_, "j2");
  ASSERT_TRUE(job);
  const std::string action = json(job.value().text).textAt("/job_actions/0/action_id");
  EXPECT_EQ(audited_.news(), (Lines{"create action " + action + " ->1 success (create job j2)",
                                    "create job j2 ->1 success"}));
}

TEST_P(AuditTest, ReadsHaveNoLine) {
  expectDone(freezer_.show(kJobs, alice_, "j1"));
  expectDone(freezer_.list(kJobs, alice_, {}));
  expectDone(freezer_.resolve(kJobs, alice_, "j"));
  expectDone(freezer_.planTrust(alice_, "j1", nullptr));
  expectDone(freezer_.overview(alice_));
  expectRefused(freezer_.show(kJobs, alice_, "none"));
  EXPECT_EQ(audited_.news(), Lines());
}

TEST_P(AuditTest, TheJobsOfASharedActionHaveOneLineEach) {
  constexpr int kJobCount = 70;  // More than change together with the action.
  for (int i = 2; i <= kJobCount; ++i) {
    audited_.make(Kind::Job, jobOf("j" + std::to_string(i), "a1"));
  }
  expectDone(freezer_.patch(kActions, alice_, "a1", json(R"({"max_retries": 7})")));
  Lines expected = {"patch action a1 1>2 success", "update job j1 2>3 success (patch action a1)"};
  for (int i = 2; i <= kJobCount; ++i) {
    expected.push_back("update job j" + std::to_string(i) + " 1>2 success (patch action a1)");
  }
  Lines lines = audited_.news();
  std::ranges::sort(lines);
  std::ranges::sort(expected);
  EXPECT_EQ(lines, expected);
}

TEST_P(AuditTest, ADocumentThatIsStoredSeveralTimesHasOneLine) {
  audited_.make(Kind::Job, jobOf("j2", "a1"));
  expectDone(freezer_.addJob(audited_.setup, "s1", "j2"));
  expectDone(freezer_.removeAll(kJobs, alice_, std::vector<std::string>{"j1", "j2"}));
  EXPECT_EQ(audited_.news(), (Lines{"update session s1 3>5 success (delete job -)",
                                    "delete job j1 2>- success", "delete job j2 2>- success"}));
}

/// Refuses to write.
class BusyStore : public RerunningStore {
 public:
  using RerunningStore::RerunningStore;
  Result<void> write(const WriteWork& /*work*/) override {
    return Error{ErrorCode::StoreBusy, "busy"};
  }
};

TEST_P(AuditTest, WhatTheStoreDoesNotCommitHasFailed) {
  BusyStore busy(audited_.place.open(), 0);
  Freezer freezer(busy);
  expectRefused(freezer.patch(kActions, alice_, "a1", json(R"({"max_retries": 7})")));
  EXPECT_EQ(audited_.news(), Lines{"patch action a1 ->- failed store-busy"});
}

// --- The text of a line ----------------------------------------------------------------

class AuditLineTest : public testing::Test {
 protected:
  /// The line of a refused change by a caller with these names.
  std::string refused(const Caller& caller) {
    AuditTrail trail(lines_, {"req-1", "req-2", "192.0.2.7", statusOf});
    trail.note(caller, {"patch", "job", "j1"}, Error{ErrorCode::NotFound, "secret"});
    return lines_.take().front();
  }

  AuditLines lines_;
};

TEST_F(AuditLineTest, HasAllMembersInOrder) {
  Caller caller = projectCaller("p1", "alice");
  caller.project_name = "home";
  const std::regex expected(
      R"(\{"time":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z","request_id":"req-1",)"
      R"("global_request_id":"req-2","user_id":"alice","user_name":"alice-name",)"
      R"("project_id":"p1","project_name":"home","source":"192.0.2.7","verb":"patch",)"
      R"("kind":"job","id":"j1","version_before":null,"version_after":null,)"
      R"("outcome":"refused","status":404,"reason":"not-found"\})");
  const std::string line = refused(caller);
  EXPECT_TRUE(std::regex_match(line, expected)) << line;
}

TEST_F(AuditLineTest, HasNullForWhatIsNotKnown) {
  const Document line = json(refused({}));
  for (const char* member : {"/user_id", "/user_name", "/project_id", "/project_name"}) {
    EXPECT_TRUE(line.has(member)) << member;
    EXPECT_TRUE(line.at(member).isNull()) << member;
  }
}

TEST_F(AuditLineTest, IsBoundedValidAndOneLine) {
  Caller caller;
  caller.user_id = std::string(100'000, '\x01');
  caller.user_name = std::string(100'000, '\xff');
  caller.project_id = "a\nb\"c";
  const std::string line = refused(caller);
  EXPECT_LT(line.size(), 20'000U);
  EXPECT_EQ(line.find('\n'), std::string::npos);
  EXPECT_EQ(json(line).textAt("/project_id"), "a\nb\"c");
  EXPECT_EQ(json(line).textAt("/user_name").substr(0, 6), "\uFFFD\uFFFD");
}

TEST_F(AuditLineTest, HasTheCountsOfAWholeStore) {
  AuditTrail trail(lines_, {.request_id = "cmd-1", .source = "root"});
  const AuditCounts counts = {{"imported", 7}, {"refused", 1}};
  const Error failure{ErrorCode::StoreFailure, "full"};
  trail.note({}, {"import", "store"}, counts, nullptr);
  trail.note({}, {"import", "store"}, counts, &failure);
  const Lines lines = lines_.take();
  EXPECT_EQ(summariesOf(lines),
            (Lines{"import store - ->- success", "import store - ->- failed store-failure"}));
  EXPECT_EQ(json(lines[0]).integerAt("/counts/imported", 0), 7);
  EXPECT_EQ(json(lines[1]).integerAt("/counts/refused", 0), 1);
}

}  // namespace
}  // namespace freezer::test
