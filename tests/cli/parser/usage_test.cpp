// Messages and exit statuses of wrong command lines.

#include <filesystem>
#include <span>

#include "cli/output/exit_status.h"
#include "tests/support/program.h"

namespace freezer::test {
namespace {

struct Mistake {
  Words words;
  std::string message;
  int status = 2;
};

class UsageTest : public ProgramTest {
 protected:
  void expectRefused(std::span<const Mistake> mistakes) const {
    for (const Mistake& mistake : mistakes) {
      SCOPED_TRACE(testing::PrintToString(mistake.words));
      fail(mistake.words, mistake.status, mistake.message);
    }
  }
};

/// Mistakes that only show beside what is stored: the client h1, its jobs nightly-1 and nightly-2,
/// the session site, the project home and the user alice.
class MistakeTest : public UsageTest {
 protected:
  MistakeTest() {
    succeed({"clients", "create", "--client-id", "h1"});
    for (const std::string job : {"nightly-1", "nightly-2"})
      succeed({"jobs", "create", "--job-id", job, "--client-id", "h1", "--set", kActions});
    succeed({"sessions", "create", "--session-id", "site", "--set", "schedule={}"});
    succeed({"projects", "create", "home"});
    succeed({"users", "create", "alice", "--password-file", "-"}, "secret\n");
  }

  static constexpr const char* kActions = "job_actions.0.freezer_action.action=backup";
};

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
  expectRefused(mistakes);
}

TEST_F(MistakeTest, ColumnsAreKnownOrRefused) {
  const Mistake mistakes[] = {
      {{"jobs", "list", "-c", "statsu"}, "unknown column 'statsu' (did you mean 'status'?); known"},
      {{"jobs", "show", "nightly-1", "-c", "nosuch"}, "unknown column 'nosuch'; known are job_id,"},
      {{"jobs", "list", "-c", "job_schedule.evnt"}, "(did you mean 'job_schedule.event'?)"},
      {{"jobs", "list", "-c", "client_id.x"}, "unknown column 'client_id.x'"},
      {{"jobs", "list", "-c", "job_actions.first"}, "unknown column 'job_actions.first'"},
      {{"jobs", "list", "--count-by", "statsu"}, "(did you mean 'status'?)"},
      {{"clients", "show", "h1", "-c", "client.supported_modes.all"}, "unknown column"},
      {{"projects", "list", "-c", "nmae"}, "unknown column 'nmae' (did you mean 'name'?)"},
  };
  expectRefused(mistakes);
}

TEST_F(MistakeTest, AKeyThatNothingPrintedHasIsAWarning) {
  const auto warned = [this](const Words& words) {
    const Outcome outcome = run(words);
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    return outcome.err;
  };
  EXPECT_EQ(warned({"clients", "list", "-f", "value", "-c", "hostnam"}),
            "freezer-api: warning: nothing printed has the key 'hostnam' (did you mean "
            "'hostname'?)\n");
  EXPECT_NE(warned({"clients", "show", "h1", "-c", "rack.row"}), "");
  EXPECT_NE(warned({"clients", "list", "--count-by", "rack"}), "");
  EXPECT_NE(warned({"clients", "patch", "h1", "--description", "x", "-f", "json", "-c", "nosuch"}),
            "");
  succeed({"clients", "create", "--client-id", "h2", "--set", "rack.row=7", "--set", "x=1"});
  EXPECT_EQ(warned({"clients", "list", "-f", "value", "-c", "rack.row", "-c", "client.x"}), "");
  EXPECT_EQ(warned({"clients", "list", "--count-by", "rack.row"}), "");
  EXPECT_EQ(warned({"jobs", "list", "-c", "job_actions.0.freezer_action.mode"}), "");
}

TEST_F(MistakeTest, ValuesThatBeginLikeJsonAreJson) {
  const Mistake mistakes[] = {
      {{"jobs", "list", "--match", "status=[1"},
       "--match status=[1: the value is not valid JSON: line 1, column 3: the text ends, and a ] "
       "is "
       "missing; for a string, write \"[1\""},
      {{"jobs", "list", "--match-not", "status={a}"}, "column 2: a name in double quotes"},
      {{"jobs", "list", "--match", "status=\"x"}, "--match status=\"x: the value is not valid"},
      {{"jobs", "list", "--match", "status=[1]"}, "a list or an object has no value to compare"},
      {{"jobs", "list", "--search", R"([{"status": "x"])"},
       "--search: the value is not valid JSON"},
      {{"clients", "patch", "h1", "--supported-modes", "[fs"},
       "--supported-modes [fs: the value is not valid JSON: line 1, column 2"},
      {{"clients", "patch", "h1", "--supported-modes", "{}"}, "--supported-modes must be a list"},
      {{"clients", "patch", "h1", "--set", "x=[1,"},
       "--set x=[1,: the value is not valid JSON: line 1, column 4: the text ends, and a ] is "
       "missing; for a string, write \"[1,\""},
      {{"clients", "patch", "h1", "--set", "x=99999999999999999999"}, "must fit into 64 bits"},
  };
  expectRefused(mistakes);
  succeed({"clients", "patch", "h1", "--supported-modes", R"(["fs","a,b"])", "--set", "x=\"[1\""});
  const Document client = show("clients", "h1");
  EXPECT_EQ(client.textAt("/client/supported_modes/1"), "a,b");
  EXPECT_EQ(client.textAt("/client/x"), "[1");
  EXPECT_EQ(parsedList(succeed({"clients", "list", "--match", "x=\"[1\""})).size(), 1U);
}

TEST_F(MistakeTest, RolesAndProjectsAreKnown) {
  environment_["FREEZER_AUTH"] = "builtin";
  const Mistake mistakes[] = {
      {{"users", "grant", "alice", "--project", "home", "--role", "membr"},
       "--role: unknown role 'membr' (did you mean 'member'?); known are admin, member, reader, "
       "service, and those that the rules of [oslo_policy] policy_file name as role:NAME"},
      {{"users", "grant", "alice", "--project", "hme", "--role", "member"},
       "there is no project hme",
       3},
      {{"users", "grant", "bob", "--project", "home", "--role", "member"}, "no user bob", 3},
      {{"users", "revoke", "alice", "--project", "home", "--role", "x"}, "not have the role x", 3},
      {{"policy", "check", "jobs:create", "--as", "reader,admn"}, "(did you mean 'admin'?)"},
      {{"policy", "check", "jobs:creat"}, "no rule jobs:creat (did you mean 'jobs:create'?)"},
      {{"users", "create", "alice", "--password-file", "-"}, "a password must have"},
      {{"users", "create", "bob", "--password", "secret"},
       "unknown option '--password' (did you mean '--password-file'?)"},
      {{"tokens", "create", "bob"}, "there is no user bob", 3},
      {{"tokens", "create", "alice", "--project", "nosuch"}, "there is no project nosuch", 3},
      {{"clients", "list", "--project", "hom"},
       "there is no project 'hom' (did you mean 'home'?); 'freezer-api projects create NAME' makes "
       "one, with --id for the project_id of existing documents",
       3},
      {{"status", "--project", "nosuch"}, "projects create", 3},
      {{"export", "--project", "nosuch"}, "projects create", 3},
      {{"seed", "--clients", "1", "--project", "nosuch"}, "projects create", 3},
  };
  expectRefused(mistakes);
  environment_["FREEZER_PROJECT"] = "nosuch";
  fail({"clients", "list"}, 3, "there is no project 'nosuch'");
  succeed({"projects", "list"});
}

TEST_F(MistakeTest, OptionsOfListsAreNamed) {
  const Mistake mistakes[] = {
      {{"jobs", "list", "--limit", "0"}, "--limit must be a 64-bit integer, at least 1, not \"0\""},
      {{"jobs", "list", "--limit", "-3"}, "--limit must be"},
      {{"jobs", "list", "--limit", "99999999999999999999"}, "--limit must be a 64-bit integer"},
      {{"jobs", "list", "--offset", "-1"}, "--offset must be a 64-bit integer, at least 0"},
      {{"jobs", "list", "--sort", "statsu"}, "--sort must name one of created_at, updated_at,"},
      {{"jobs", "list", "--sort", "status:up"}, "--sort must have the direction asc or desc"},
      {{"jobs", "list", "--since", "tomorow"}, "--since must be seconds since the epoch, a date"},
      {{"jobs", "list", "--since", "1d", "--by", "nosuch"},
       "--by must be one of created, updated,"},
      {{"jobs", "list", "--match", "status"}, "--match must be key=value, not 'status'"},
      {{"jobs", "list", "--format", "xml"}, "--format must be one of table, json,"},
      {{"export", "--kind", "jobb"}, "not 'jobb' (did you mean 'job'?)"},
  };
  expectRefused(mistakes);
}

TEST_F(MistakeTest, FilesAndStoresAreNamed) {
  const std::string folder = folder_.path().string();
  const std::string none = folder + "/none/file";
  const std::string text = file("text", "text");
  const Mistake mistakes[] = {
      {{"--db", "store.sqlite", "jobs", "list"}, "the URL must be sqlite:///relative/path"},
      {{"--db", "sqlite:///" + none, "clients", "create", "--client-id", "h"},
       "its folder does not exist",
       7},
      {{"--config-file", none, "jobs", "list"}, "cannot read the configuration file " + none},
      {{"clients", "create", "--file", none}, "cannot read " + none + ": No such file"},
      {{"clients", "create", "--file", folder}, "cannot read " + folder + ": Is a directory"},
      {{"clients", "create", "--file", file("empty", "")}, "the text is empty", 5},
      {{"clients", "create", "--file", text}, text + ": The YAML is malformed at line 1", 5},
      {{"import", folder}, "cannot read " + folder + ": Is a directory"},
      {{"export", "--output", none}, "cannot write " + none},
  };
  expectRefused(mistakes);
}

TEST_F(MistakeTest, DocumentsAreNamed) {
  const Mistake mistakes[] = {
      {{"jobs", "show", "no/id"}, "there is no job with the id no/id", 3},
      {{"jobs", "show", "weekly"}, "there is no job with the id weekly", 3},
      {{"jobs", "show", "night"}, "nightly-1"},
      {{"jobs", "delete"}, "give either IDs or a search"},
      {{"jobs", "delete", "nightly-1", "--match", "status="}, "give either IDs or a search"},
      {{"jobs", "patch", "nightly-1", "--description", "x", "--if-version", "one"},
       "--if-version must be a whole number"},
      {{"jobs", "patch", "nightly-1", "--set", "description"}, "expected path=value"},
      {{"jobs", "create", "--set", kActions}, "/client_id is required", 5},
      {{"jobs", "create", "--client-id", "h2", "--set", kActions}, "no client with the id h2", 5},
      {{"jobs", "create", "--client-id", "h1", "--set", kActions, "--schedule-hour", "25"},
       "/job_schedule/schedule_hour must be",
       5},
      {{"jobs", "create", "--job-id", "a b", "--client-id", "h1", "--set", kActions},
       "/job_id must be 1 to 255 letters",
       5},
      {{"clients", "patch", "h1", "--is-central", "maybe"}, "--is-central must be true or false"},
      {{"sessions", "add-job", "site", "weekly"}, "there is no job with the id weekly", 3},
      {{"sessions", "end", "site", "nightly-1"}, "--result is required"},
      {{"completion", "tcsh"}, "unknown command 'completion'"},
  };
  expectRefused(mistakes);
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
