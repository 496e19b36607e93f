// Documents from --file, options and --set.

#include <thread>

#include "tests/support/program.h"

namespace freezer::test {
namespace {

class DocumentInputTest : public ProgramTest {
 protected:
  /// Creates a backup from the required options and `more`, and returns its metadata.
  Document backup(const Words& more, std::string_view input = "") const {
    Words words = {"backups",    "create", "--container",   "c1",
                   "--hostname", "h1",     "--backup-name", "b1"};
    words.insert(words.end(), more.begin(), more.end());
    const Document document = show("backups", succeed(words, input));
    return Document::viewOf(document.objectAt("/backup_metadata"));
  }

  const std::string kBackup = R"({"container": "cf", "hostname": "hf", "backup_name": "bf"})";
};

TEST_F(DocumentInputTest, AFileIsADocument) {
  const std::string id = succeed({"backups", "create", "--file", file("b.json", kBackup)});
  EXPECT_EQ(show("backups", id).textAt("/backup_metadata/container"), "cf");
}

TEST_F(DocumentInputTest, ADashIsStandardInput) {
  const std::string id = succeed({"backups", "create", "--file", "-"}, kBackup);
  EXPECT_EQ(show("backups", id).textAt("/backup_metadata/hostname"), "hf");
}

TEST_F(DocumentInputTest, OptionsWinOverTheFileAndSetOverBoth) {
  const Document metadata =
      backup({"--file", "-", "--mode", "fs", "--set", "backup_name=by-set"},
             R"({"container": "cf", "hostname": "hf", "mode": "nova", "kept": [1, 2.0, null]})");
  EXPECT_EQ(metadata.textAt("/container"), "c1");
  EXPECT_EQ(metadata.textAt("/mode"), "fs");
  EXPECT_EQ(metadata.textAt("/backup_name"), "by-set");
  EXPECT_EQ(toJson(metadata.at("/kept")), "[1,2.0,null]");
}

TEST_F(DocumentInputTest, SetReadsJsonElseText) {
  const Document metadata =
      backup({"--set",  "n=3",           "--set",         "d=1.0",  "--set",
              "t=true", "--set",         "text=3 days",   "--set",  "quoted=\"3\"",
              "--set",  "o={\"a\":[1]}", "--set",         "z=null", "--set",
              "empty=", "--set",         "two=1,\"x\":2", "--set",  "equals=a=b"});
  EXPECT_EQ(toJson(metadata.at("/n")), "3");
  EXPECT_EQ(toJson(metadata.at("/d")), "1.0");
  EXPECT_EQ(toJson(metadata.at("/t")), "true");
  EXPECT_EQ(toJson(metadata.at("/text")), "\"3 days\"");
  EXPECT_EQ(toJson(metadata.at("/quoted")), "\"3\"");
  EXPECT_EQ(toJson(metadata.at("/o")), "{\"a\":[1]}");
  EXPECT_EQ(toJson(metadata.at("/z")), "null");
  EXPECT_EQ(toJson(metadata.at("/empty")), "\"\"");
  EXPECT_EQ(metadata.textAt("/two"), "1,\"x\":2");
  EXPECT_FALSE(metadata.has("/x"));
  EXPECT_EQ(metadata.textAt("/equals"), "a=b");
}

TEST_F(DocumentInputTest, SetMakesTheObjectsAndListsOnTheWay) {
  const Document metadata =
      backup({"--set", "a.b.c=1", "--set", "a.b.d=2", "--set", "l.0.x=1", "--set", "l.1.x=2",
              "--set", "l.0.y=3", "--set", "/dotted.key/x~1y=4"});
  EXPECT_EQ(toJson(metadata.at("/a")), R"({"b":{"c":1,"d":2}})");
  EXPECT_EQ(toJson(metadata.at("/l")), R"([{"x":1,"y":3},{"x":2}])");
  EXPECT_EQ(toJson(metadata.at("/dotted.key")), R"({"x/y":4})");
}

TEST_F(DocumentInputTest, SetThatCannotBeDoneIsAUsageError) {
  const Words create = {"backups", "create", "--set"};
  const auto set = [&](const std::string& assignment) {
    Words words = create;
    words.push_back(assignment);
    return words;
  };
  fail(set("nothing"), 2, "expected path=value");
  fail(set("=x"), 2, "expected a path");
  fail(set("a..b=x"), 2, "expected a path");
  fail(set("l.1=x"), 2, "l is a list of 0: '1' is not an index of it; 0 appends an entry");
  fail({"backups", "create", "--set", "l.0=x", "--set", "l.y=x"}, 2,
       "l is a list of 1: 'y' is not an index of it; 1 appends an entry");
  fail({"backups", "create", "--set", "a.s=x", "--set", "a.s.t=x"}, 2,
       "a.s is the string \"x\": 't' cannot be set below it");
  std::string deep = "a";
  for (int i = 0; i < 30'000; ++i) deep += ".a";
  fail(set(deep + "=x"), 2, "more than 64 levels");
}

TEST_F(DocumentInputTest, JsonThatIsNotValidDoesNotBecomeAString) {
  for (const std::string value : {"18446744073709551616", "-9223372036854775809", "1e999",
                                  "{\"a\":1", "[{", "\"open", "{\"a\":1,\"a\":2}", "{},\"x\":{}"})
    fail({"backups", "create", "--set", "n=" + value}, 2,
         "--set n=" + value + ": the value is not");
  const std::string deep = std::string(65, '[') + std::string(65, ']');
  fail({"backups", "create", "--set", "n=" + deep}, 2, "64 levels");
  const Document metadata = backup({"--set", "a=007", "--set", "b=1.2.3", "--set", "c=-", "--set",
                                    "d=NaN", "--set", "e=9223372036854775807"});
  EXPECT_EQ(metadata.textAt("/a"), "007");
  EXPECT_EQ(metadata.textAt("/b"), "1.2.3");
  EXPECT_EQ(metadata.textAt("/c"), "-");
  EXPECT_EQ(metadata.textAt("/d"), "NaN");
  EXPECT_EQ(toJson(metadata.at("/e")), "9223372036854775807");
}

/// --set on a stored document: "patch" reads it, sets the values, and writes the version that it
/// read.
class SetOnStoredTest : public ProgramTest {
 protected:
  SetOnStoredTest() {
    Words job = someJob("j1");
    for (const char* const assignment : {"job_actions.0.freezer_action.path_to_backup=/etc",
                                         "job_actions.1.freezer_action.action=backup",
                                         "job_actions.1.freezer_action.path_to_backup=/srv"})
      job.insert(job.end(), {"--set", assignment});
    succeed(job);
  }

  void set(const std::string& assignment) const {
    succeed({"jobs", "patch", "j1", "--set", assignment});
  }

  Document job() const { return show("jobs", "j1"); }

  /// The paths of the job's actions, in order.
  Words paths() const {
    Words result;
    for (int i = 0; job().has("/job_actions/" + std::to_string(i)); ++i)
      result.push_back(
          job().textAt("/job_actions/" + std::to_string(i) + "/freezer_action/path_to_backup"));
    return result;
  }
};

TEST_F(SetOnStoredTest, ChangesOneMemberOfAListEntryAndNothingElse) {
  const Document before = job();
  set("job_actions.0.freezer_action.path_to_backup=/home");
  EXPECT_EQ(paths(), (Words{"/home", "/srv"}));
  EXPECT_EQ(job().textAt("/job_actions/0/freezer_action/action"), "backup");
  EXPECT_EQ(toJson(job().at("/job_actions/1")), toJson(before.at("/job_actions/1")));
  EXPECT_EQ(toJson(job().at("/job_schedule")), toJson(before.at("/job_schedule")));
}

TEST_F(SetOnStoredTest, TheLengthOfAListAppends) {
  set("job_actions.2.freezer_action={\"action\":\"backup\",\"path_to_backup\":\"/opt\"}");
  EXPECT_EQ(paths(), (Words{"/etc", "/srv", "/opt"}));
}

TEST_F(SetOnStoredTest, APathThatLeadsNowhereIsNamedAndChangesNothing) {
  const Document before = job();
  fail({"jobs", "patch", "j1", "--set", "job_actions.3.freezer_action.action=backup"}, 2,
       "--set job_actions.3.freezer_action.action=backup: job_actions is a list of 2: '3' is not "
       "an index of it; 2 appends an entry");
  fail({"jobs", "patch", "j1", "--set", "job_actions.-1=x"}, 2, "'-1' is not an index of it");
  fail({"jobs", "patch", "j1", "--set", "client_id.text=x"}, 2, "cannot be set below it");
  fail({"jobs", "patch", "j1", "--set", "job_actions.0.freezer_action.action.x=y"}, 2,
       "job_actions.0.freezer_action.action is the string \"backup\"");
  EXPECT_EQ(job().text(), before.text());
}

TEST_F(SetOnStoredTest, WhatTheServiceSetsCannotBeSet) {
  for (const std::string name :
       {"project_id", "user_id", "job_id", "_version", "user_credentials"}) {
    const std::string text = name + "=x";
    fail({"jobs", "patch", "j", "--set", text}, 2,
         "--set " + text + ": " + name + " cannot be set");
  }
  fail({"clients", "patch", "c", "--set", "client.client_id=x"}, 2, "client_id cannot be set");
  fail({"backups", "create", "--set", "backup_id=x"}, 2, "backup_id cannot be set");
}

TEST_F(SetOnStoredTest, AnotherIdIsRefused) {
  const std::string other = file("other.json", R"({"job_id":"other"})");
  for (const std::string verb : {"patch", "replace"})
    fail({"jobs", verb, "j", "--file", other}, 2,
         "the document has the job_id other, not j; an ID cannot be changed");
}

TEST_F(SetOnStoredTest, SeveralAreAppliedInTheirOrder) {
  succeed({"jobs", "patch", "j1", "--set", "job_actions.2.freezer_action.action=backup", "--set",
           "job_actions.2.freezer_action.path_to_backup=/opt", "--set",
           "job_actions.0.freezer_action.path_to_backup=/home"});
  EXPECT_EQ(paths(), (Words{"/home", "/srv", "/opt"}));
}

TEST_F(SetOnStoredTest, AValueReplacesAnObjectAndNullRemovesAKeyOrAnEntry) {
  set("job_actions.0.freezer_action.x={\"a\":1,\"b\":{\"c\":2,\"d\":3}}");
  set("job_actions.0.freezer_action.x.b={\"c\":4}");
  EXPECT_EQ(toJson(job().at("/job_actions/0/freezer_action/x")), R"({"a":1,"b":{"c":4}})");
  set("job_actions.0.freezer_action.x.a=null");
  EXPECT_EQ(toJson(job().at("/job_actions/0/freezer_action/x")), R"({"b":{"c":4}})");
  set("job_actions.0=null");
  EXPECT_EQ(paths(), Words{"/srv"});
}

TEST_F(SetOnStoredTest, TheFileIsAppliedFirst) {
  succeed({"jobs", "patch", "j1", "--file", "-", "--description", "by option", "--set",
           "job_actions.0.freezer_action.path_to_backup=/set"},
          R"({"description": "by file", "job_actions":
              [{"freezer_action": {"action": "backup", "path_to_backup": "/file"}}]})");
  EXPECT_EQ(paths(), Words{"/set"});
  EXPECT_EQ(job().textAt("/description"), "by option");
}

TEST_F(SetOnStoredTest, AClientMayBePatchedWithAndWithoutItsEnvelope) {
  succeed({"clients", "patch", "host1", "--supported-modes", "fs,nova"});
  succeed({"clients", "patch", "host1", "--set", "supported_modes.1=mysql"});
  succeed({"clients", "patch", "host1", "--set", "client.supported_modes.2=cinder"});
  EXPECT_EQ(toJson(show("clients", "host1").at("/client/supported_modes")),
            R"(["fs","mysql","cinder"])");
}

TEST_F(SetOnStoredTest, AKeyOfAClientIsRemovedWithAndWithoutItsEnvelope) {
  for (const std::string path : {"description", "client.description"}) {
    succeed({"clients", "patch", "host1", "--description", "x"});
    succeed({"clients", "patch", "host1", "--set", path + "=null"});
    EXPECT_FALSE(show("clients", "host1").has("/client/description")) << path;
  }
}

TEST_F(SetOnStoredTest, AnotherVersionThanExpectedIsAFailedPrecondition) {
  const std::string assignment = "job_actions.0.freezer_action.path_to_backup=/home";
  fail({"jobs", "patch", "j1", "--if-version", "2", "--set", assignment}, 6, "version");
  fail({"jobs", "patch", "j1", "--if-version", "2", "--set", "job_actions.9=x"}, 6, "version");
  succeed({"jobs", "patch", "j1", "--if-version", "1", "--set", assignment});
  EXPECT_EQ(paths(), (Words{"/home", "/srv"}));
}

TEST_F(SetOnStoredTest, PatchesAtTheSameTimeLoseNothingOfEachOther) {
  constexpr int kWriters = 4;
  constexpr int kRounds = 5;
  set("job_actions.0.freezer_action.x=[0,0,0,0]");
  {
    std::vector<std::jthread> writers;
    for (int writer = 0; writer < kWriters; ++writer) {
      writers.emplace_back([this, writer] {
        for (int round = 1; round <= kRounds; ++round)
          set("job_actions.0.freezer_action.x." + std::to_string(writer) + "=" +
              std::to_string(round));
      });
    }
  }
  EXPECT_EQ(toJson(job().at("/job_actions/0/freezer_action/x")), "[5,5,5,5]");
}

TEST_F(DocumentInputTest, WordsAreHeldToTheRulesOfADocument) {
  fail({"actions", "create", "--backup-name", "\xff"}, 5, "UTF-8");
  std::string deep = "a";
  for (int i = 0; i < 40; ++i) deep += ".a";
  fail({"backups", "create", "--set", deep + "=" + std::string(30, '[') + std::string(30, ']')}, 5,
       "64 levels");
}

TEST_F(DocumentInputTest, OptionsHaveTheTypesOfTheirFields) {
  EXPECT_EQ(toJson(backup({"--time-stamp", "1700000000"}).at("/time_stamp")), "1700000000");
  fail({"backups", "create", "--time-stamp", "soon"}, 2, "--time-stamp must be a whole number");
  fail({"actions", "create", "--mandatory", "maybe"}, 2, "--mandatory must be true or false");

  succeed({"clients", "create", "--client-id", "h1", "--is-central", "false", "--supported-modes",
           "fs,nova", "--supported-modes", "mysql"});
  const Document client = show("clients", "h1");
  EXPECT_EQ(toJson(client.at("/client/is_central")), "false");
  EXPECT_EQ(toJson(client.at("/client/supported_modes")), R"(["fs","nova","mysql"])");
}

TEST_F(DocumentInputTest, ValuesMayLookLikeOptionsOrBeEmpty) {
  EXPECT_EQ(backup({"--path-to-backup", "--file"}).textAt("/path_to_backup"), "--file");
  EXPECT_EQ(backup({"--path-to-backup", "[a,b]"}).textAt("/path_to_backup"), "[a,b]");
  EXPECT_EQ(toJson(backup({"--path-to-backup=", "--mode", "fs"}).at("/path_to_backup")), "\"\"");
}

TEST_F(DocumentInputTest, MembersOfAScheduleAreOptions) {
  succeed({"clients", "create", "--client-id", "h1"});
  const std::string job = succeed({"jobs", "create", "--client-id", "h1", "--schedule-interval",
                                   "1 days", "--set", "job_actions=[]"});
  EXPECT_EQ(show("jobs", job).textAt("/job_schedule/schedule_interval"), "1 days");
  const std::string session =
      succeed({"sessions", "create", "--schedule-interval", "1 hours", "--status", "active"});
  EXPECT_EQ(show("sessions", session).textAt("/schedule/schedule_interval"), "1 hours");
  EXPECT_EQ(show("sessions", session).textAt("/status"), "active");
}

TEST_F(DocumentInputTest, EveryFaultIsALineOfItsOwn) {
  const Outcome outcome =
      run({"jobs", "create", "--client-id", "h1", "--event", "explode", "--set", "job_actions=1"});
  EXPECT_EQ(outcome.status, 5);
  EXPECT_NE(outcome.err.find("\n  /job_schedule/event: "), std::string::npos) << outcome.err;
  EXPECT_NE(outcome.err.find("\n  /job_actions: "), std::string::npos) << outcome.err;
}

TEST_F(DocumentInputTest, WhatIsNoStrictJsonObjectIsAnInvalidDocument) {
  for (const std::string text : {"", "[]", "{", "{\"a\":1,\"a\":2}", "{} x",
                                 "{\"a\":18446744073709551616}", "{\"a\":\"\xff\"}"})
    fail({"backups", "create", "--file", "-"}, 5, "standard input: ", text);
  const std::string path = file("broken.json", "{");
  fail({"backups", "create", "--file", path}, 5, path + ": ");
  fail({"backups", "create", "--file", "-"}, 5,
       "standard input: ", "{\"a\":" + std::string(100000, '['));
}

TEST_F(DocumentInputTest, AFileThatCannotBeReadIsAUsageError) {
  const std::string missing = folder_.path() / "missing.json";
  fail({"backups", "create", "--file", missing}, 2, missing + ": No such file");
  fail({"backups", "create", "--file", folder_.path()}, 2, "Is a directory");
}

TEST_F(DocumentInputTest, ADocumentHasALimit) {
  fail({"backups", "create", "--file", "/dev/zero"}, 5, "1048576 bytes");
  environment_["FREEZER_MAX_BODY"] = "10";
  fail({"backups", "create", "--file", "-"}, 5, "10 bytes", R"({"a": "0123456789"})");
}

}  // namespace
}  // namespace freezer::test
