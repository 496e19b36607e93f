// The verbs of every kind of document.

#include "core/resource.h"
#include "tests/support/program.h"

namespace freezer::test {
namespace {

/// The options that create and change a document of a kind.
struct Sample {
  Kind kind;
  Words create;
  Words change;
  std::string pointer;  ///< Place of the changed value.
  std::string changed;  ///< The changed value.
};

void PrintTo(const Sample& sample, std::ostream* stream) {
  *stream << resourceOf(sample.kind).name;
}

const Sample kSamples[] = {
    {Kind::Backup,
     {"--container", "c1", "--hostname", "host1", "--backup-name", "b1"},
     {"--status", "deleted"},
     "/status",
     "deleted"},
    {Kind::Backup,
     {"--container", "c1", "--hostname", "host1", "--backup-name", "b1"},
     {"--compression", "zstd"},
     "/backup_metadata/compression",
     "zstd"},
    {Kind::Client,
     {"--client-id", "host1"},
     {"--description", "new"},
     "/client/description",
     "new"},
    {Kind::Job,
     {"--client-id", "host1", "--schedule-interval", "1 days", "--set", "job_actions=[]"},
     {"--schedule-interval", "2 hours"},
     "/job_schedule/schedule_interval",
     "2 hours"},
    {Kind::Action, {"--action", "backup"}, {"--mode", "fs"}, "/freezer_action/mode", "fs"},
    {Kind::Session,
     {"--schedule-date", "2026-01-31T23:59:00"},
     {"--description", "new"},
     "/description",
     "new"},
};

class EveryKind : public ProgramTest, public testing::WithParamInterface<Sample> {
 protected:
  EveryKind() {
    if (GetParam().kind == Kind::Job) succeed({"clients", "create", "--client-id", "host1"});
  }

  const Resource& resource() const { return resourceOf(GetParam().kind); }
  std::string noun() const { return std::string(resource().plural); }

  Words command(Words words, const Words& more) const {
    words.insert(words.begin(), noun());
    words.insert(words.end(), more.begin(), more.end());
    return words;
  }

  std::string create() const { return succeed(command({"create"}, GetParam().create)); }
};

TEST_P(EveryKind, CreatePrintsTheIdAndShowTheDocument) {
  const std::string id = create();
  ASSERT_FALSE(id.empty());
  const Document document = show(noun(), id);
  EXPECT_EQ(document.textAt("/project_id"), "default");
  EXPECT_EQ(document.textAt("/user_id"), "admin");
}

TEST_P(EveryKind, ListPrintsTheDocumentsThatShowPrints) {
  succeed({"db", "init"});
  EXPECT_EQ(succeed({noun(), "list"}), "[]");
  const std::string id = create();
  const std::vector<Document> list = parsedList(succeed({noun(), "list"}));
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list.front().text(), show(noun(), id).text());
}

TEST_P(EveryKind, PatchChangesWhatItIsGivenAndNothingElse) {
  const std::string id = create();
  const Document before = show(noun(), id);
  EXPECT_EQ(succeed(command({"patch", id}, GetParam().change)), "");
  Document after = show(noun(), id);
  EXPECT_EQ(after.textAt(GetParam().pointer), GetParam().changed);
  if (before.has(GetParam().pointer)) {
    after.set(GetParam().pointer, before.at(GetParam().pointer));
  } else {
    after.remove(GetParam().pointer);
  }
  EXPECT_EQ(after.text(), before.text());
}

TEST_P(EveryKind, PatchAndReplacePrintIdAndVersionWhenToldToPrintJson) {
  const std::string id = create();
  const std::string idField(resource().idField);
  const Document answer = parsed(succeed(command({"patch", id, "-f", "json"}, GetParam().change)));
  EXPECT_EQ(answer.textAt("/" + idField), id);
  EXPECT_EQ(answer.integerAt("/version", 0), 2);
  if (!resource().offers(Verb::Replace)) return;
  const Document replaced =
      parsed(succeed(command({"replace", id, "-f", "json"}, GetParam().create)));
  EXPECT_EQ(replaced.textAt("/" + idField), id);
  EXPECT_EQ(replaced.integerAt("/version", 0), 3);
}

TEST_P(EveryKind, ReplacePutsTheNewInThePlaceOfTheOld) {
  if (!resource().offers(Verb::Replace)) {
    fail({noun(), "replace", "x"}, 2, "unknown command 'replace'");
    return;
  }
  const std::string id = create();
  succeed(command({"patch", id}, GetParam().change));
  EXPECT_EQ(succeed(command({"replace", id}, GetParam().create)), "");
  EXPECT_NE(show(noun(), id).textAt(GetParam().pointer), GetParam().changed);
}

TEST_P(EveryKind, EditStoresWhatTheEditorSaves) {
  const std::string id = create();
  const Document before = show(noun(), id);
  Document after = before.clone();
  after.set(GetParam().pointer, GetParam().changed);
  environment_["EDITOR"] = "cp " + file("after.json", after.text());
  EXPECT_EQ(succeed({noun(), "edit", id}), "");
  EXPECT_EQ(show(noun(), id).textAt(GetParam().pointer), GetParam().changed);
  environment_["EDITOR"] = "cp " + file("before.json", before.text());
  EXPECT_EQ(succeed({noun(), "edit", id, "--json"}), "");
  EXPECT_EQ(show(noun(), id).text(), before.text());
}

TEST_P(EveryKind, AnotherVersionThanExpectedIsAFailedPrecondition) {
  const std::string id = create();
  fail(command({"patch", id, "--if-version", "2"}, GetParam().change), 6, "version");
  fail({noun(), "delete", id, "--if-version", "2"}, 6, "version");
  succeed(command({"patch", id, "--if-version", "1"}, GetParam().change));
  if (resource().offers(Verb::Replace)) {
    fail(command({"replace", id, "--if-version", "1"}, GetParam().create), 6, "version");
    succeed(command({"replace", id, "--if-version", "2"}, GetParam().create));
  }
}

TEST_P(EveryKind, DeleteTakesIt) {
  const std::string id = create();
  EXPECT_EQ(noted({noun(), "delete", id}), "deleted 1 " + std::string(resource().name));
  fail({noun(), "show", id}, 3, id);
}

TEST_P(EveryKind, UnknownIdIsNotFound) {
  succeed({"db", "init"});
  fail({noun(), "show", "nowhere"}, 3, "nowhere");
  fail({noun(), "delete", "nowhere"}, 3, "nowhere");
  fail(command({"patch", "nowhere"}, GetParam().change), 3, "nowhere");
}

TEST_P(EveryKind, AnotherProjectsDocumentIsNotFound) {
  const std::string id = create();
  fail({"--project", "other", noun(), "show", id}, 3, id);
  fail({noun(), "delete", id, "--project", "other"}, 3, id);
  EXPECT_EQ(succeed({"--project", "other", noun(), "list"}), "[]");
  EXPECT_EQ(parsedList(succeed({"--project=other", noun(), "list", "--all-projects"})).size(), 1U);
}

TEST_P(EveryKind, NothingToPatchIsAUsageError) {
  fail({noun(), "patch", create()}, 2, "nothing to change");
}

INSTANTIATE_TEST_SUITE_P(CommandLine, EveryKind, testing::ValuesIn(kSamples),
                         [](const testing::TestParamInfo<Sample>& sample) {
                           return std::string(resourceOf(sample.param.kind).plural) +
                                  std::to_string(sample.index);
                         });

TEST(EveryKindHasASample, OrIsNotTested) {
  for (const Resource& resource : resources()) {
    const bool sampled = std::any_of(std::begin(kSamples), std::end(kSamples),
                                     [&](const Sample& s) { return s.kind == resource.kind; });
    EXPECT_TRUE(sampled) << resource.plural;
  }
}

class SeveralIds : public ProgramTest {};

TEST_F(SeveralIds, AreDeletedWhereAllAreThere) {
  for (const std::string id : {"a1", "a2", "a3"})
    succeed({"actions", "create", "--action", "backup", "--action-id", id});
  fail({"actions", "delete", "a1", "nowhere", "a3", "--yes"}, 3, "nowhere");
  EXPECT_EQ(parsedList(succeed({"actions", "list"})).size(), 3U);
  EXPECT_EQ(noted({"actions", "delete", "a1", "a2", "a3", "--yes"}), "deleted 3 actions");
  EXPECT_EQ(succeed({"actions", "list"}), "[]");
}

TEST_F(SeveralIds, AnIdThatIsTakenIsAConflict) {
  const Words create = {"actions", "create", "--action", "backup", "--action-id", "a1"};
  succeed(create);
  fail(create, 4, "a1");
}

TEST_F(SeveralIds, AnIdMayBeNamedLikeACommandOrAnOption) {
  for (const std::string id : {"serve", "list", "-f"}) {
    EXPECT_EQ(succeed({"actions", "create", "--action", "backup", "--action-id", id}), id);
    EXPECT_EQ(parsed(succeed({"actions", "show", "--", id})).textAt("/action_id"), id);
  }
  EXPECT_EQ(noted({"actions", "delete", "--yes", "serve", "list"}), "deleted 2 actions");
  EXPECT_EQ(noted({"actions", "delete", "--", "-f"}), "deleted 1 action");
}

}  // namespace
}  // namespace freezer::test
