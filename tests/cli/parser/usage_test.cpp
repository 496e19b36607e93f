// Messages and exit statuses of wrong command lines.

#include <filesystem>

#include "cli/output/exit_status.h"
#include "tests/support/program.h"

namespace freezer::test {
namespace {

struct Mistake {
  Words words;
  std::string message;
};

class UsageTest : public ProgramTest {};

TEST_F(UsageTest, AWrongWordIsNamedAndAHelpIsPointedTo) {
  const Mistake mistakes[] = {
      {{}, "a command is missing; see 'freezer-api --help'"},
      {{"jobs"}, "a command is missing; see 'freezer-api jobs --help'"},
      {{"job", "list"}, "unknown command 'job' (did you mean 'jobs'?)"},
      {{"jobs", "rename"}, "unknown command 'rename'; see 'freezer-api jobs"},
      {{"jobs", "lst"}, "unknown command 'lst' (did you mean 'list'?); see 'freezer-api jobs"},
      {{"jobs", "frobnicate"}, "unknown command 'frobnicate'; see"},
      {{"import", "x", "--project", "p"}, "--project has no effect here"},
      {{"jobs", "list", "extra"}, "unexpected word 'extra'; see 'freezer-api jobs list --help'"},
      {{"jobs", "list", "--limt", "3"}, "unknown option '--limt' (did you mean '--limit'?)"},
      {{"jobs", "list", "--projct=x"}, "unknown option '--projct=x' (did you mean '--project'?)"},
      {{"jobs", "list", "-x"}, "unknown option '-x'"},
      {{"jobs", "list", "--limit"}, "--limit needs a value"},
      {{"jobs", "list", "--limit", "1", "--limit", "2"}, "--limit may be given only once"},
      {{"backups", "create", "--mode", "a", "--mode", "b"}, "--mode may be given only once"},
      {{"jobs", "show"}, "JOB_ID is required"},
      {{"jobs", "delete"}, "give either IDs or a search"},
      {{"jobs", "list", "-f", "xml"},
       "--format must be one of table, json, jsonl, yaml, csv, value, not 'xml'"},
      {{"jobs", "patch", "j1", "--set", "a=1", "--if-version", "0"}, "--if-version must be"},
  };
  for (const Mistake& mistake : mistakes) {
    SCOPED_TRACE(testing::PrintToString(mistake.words));
    fail(mistake.words, 2, mistake.message);
  }
}

TEST_F(UsageTest, RootOptionsMayStandAnywhere) {
  succeed({"--project", "p1", "clients", "create", "--client-id", "h1"});
  EXPECT_EQ(parsedList(succeed({"clients", "--project", "p1", "list"})).size(), 1U);
  EXPECT_EQ(parsedList(succeed({"clients", "list", "--project=p1"})).size(), 1U);
  EXPECT_EQ(succeed({"clients", "list"}), "[]");
}

TEST_F(UsageTest, UserAndProjectSayWhoseDocumentIsMade) {
  succeed({"--project", "p1", "--user", "u1", "clients", "create", "--client-id", "h1"});
  const Document client = parsed(succeed({"--project", "p1", "clients", "show", "h1"}));
  EXPECT_EQ(client.textAt("/project_id"), "p1");
  EXPECT_EQ(client.textAt("/user_id"), "u1");
}

TEST_F(UsageTest, WhatContradictsTheStoreIsAnInvalidDocument) {
  fail({"jobs", "create", "--client-id", "nowhere", "--set", "job_actions=[]",
        "--schedule-interval", "1 days"},
       5, "nowhere");
}

TEST_F(UsageTest, AClientOfAnotherProjectIsAConflict) {
  succeed({"clients", "create", "--client-id", "h1"});
  fail({"--project", "p2", "clients", "create", "--client-id", "h1"}, 4, "h1");
}

TEST_F(UsageTest, ACentralClientOfAnotherProjectIsForbidden) {
  succeed({"clients", "create", "--client-id", "h1", "--is-central", "true"});
  fail({"--project", "p2", "clients", "delete", "h1"}, 9, "h1");
}

TEST_F(UsageTest, NoCreateLeavesAStoreThatIsNotThereAlone) {
  const Outcome outcome = run({"clients", "list", "--no-create"});
  EXPECT_EQ(outcome.status, 7) << outcome.err;
  EXPECT_FALSE(std::filesystem::exists(folder_.path() / "store.sqlite"));
  succeed({"db", "init"});
  EXPECT_EQ(succeed({"clients", "list", "--no-create"}), "[]");
}

TEST_F(UsageTest, VersionNeedsNeitherStoreNorSettings) {
  environment_["FREEZER_DB"] = "nonsense";
  environment_["FREEZER_BIND_PORT"] = "nonsense";
  EXPECT_TRUE(succeed({"version"}).starts_with("freezer-api "));
  EXPECT_TRUE(parsed(succeed({"version", "-f", "json"})).has("/version"));
}

TEST(ExitStatusTest, EachErrorHasOneThatIsListed) {
  for (const ErrorCode code :
       {ErrorCode::InvalidDocument, ErrorCode::InvalidRequest, ErrorCode::Unprocessable,
        ErrorCode::Forbidden, ErrorCode::NotFound, ErrorCode::AlreadyExists,
        ErrorCode::VersionMismatch, ErrorCode::StoreBusy, ErrorCode::StoreFailure}) {
    const cli::ExitStatus status = cli::exitStatus(code);
    const auto listed = cli::exitMeanings();
    EXPECT_TRUE(std::any_of(listed.begin(), listed.end(), [&](const cli::ExitMeaning& meaning) {
      return meaning.status == status;
    })) << status;
  }
}

}  // namespace
}  // namespace freezer::test
