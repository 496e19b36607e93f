// Documents in a text editor. The editors are shell scripts.

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <csignal>
#include <filesystem>

#include "tests/support/background_process.h"
#include "tests/support/program.h"
#include "tests/support/pseudo_terminal.h"

namespace freezer::test {
namespace {

namespace fs = std::filesystem;

class EditTest : public ProgramTest {
 protected:
  EditTest() {
    fs::create_directory(temporary_);
    environment_["TMPDIR"] = temporary_;
    environment_["FOLDER"] = folder_.path();
    environment_["FREEZER"] = FREEZER_API;
    succeed({"actions", "create", "--action-id", "a1", "--action", "backup", "--backup-name", "b",
             "--max-retries", "3"});
  }

  /// Lets a script of the shell be the editor. "$1" is the file; $FOLDER is for files of its own.
  void useEditor(const std::string& script) {
    environment_["EDITOR"] = "sh " + file("editor", script + "\n");
  }

  /// An editor that runs one script after the other, and keeps what it saw in the files seen1, ...
  void useEditors(const Words& scripts) {
    std::string all =
        "n=$(($(ls $FOLDER | grep -c '^seen') + 1))\n"
        "cp \"$1\" $FOLDER/seen$n\n"
        "case $n in\n";
    for (std::size_t i = 0; i < scripts.size(); ++i)
      all += std::to_string(i + 1) + ") " + scripts[i] + ";;\n";
    useEditor(all + "esac");
  }

  std::string seen(int round) const {
    return fileContent(folder_.path() / ("seen" + std::to_string(round)));
  }

  Outcome edit(const Words& more = {}) const {
    Words words = {"actions", "edit", "a1"};
    words.insert(words.end(), more.begin(), more.end());
    return run(words);
  }

  /// The same on a terminal.
  Outcome editOnTerminal(const Words& more = {}) const {
    const PseudoTerminal terminal;
    Words words = {"actions", "edit", "a1"};
    words.insert(words.end(), more.begin(), more.end());
    const int out = ::open(file("out", "").c_str(), O_WRONLY | O_CLOEXEC);
    const int err = ::open(file("err", "").c_str(), O_WRONLY | O_CLOEXEC);
    Outcome outcome;
    outcome.status = waitForEnd(startProgram(words, environment_, terminal.program(), out, err));
    ::close(out);
    ::close(err);
    outcome.out = fileContent(folder_.path() / "out");
    outcome.err = fileContent(folder_.path() / "err");
    return outcome;
  }

  /// The files in the folder for temporary files.
  Words leftFiles() const {
    Words files;
    for (const auto& entry : fs::directory_iterator(temporary_)) files.push_back(entry.path());
    return files;
  }

  /// Expects that one file was kept and named, and returns its content.
  std::string kept(const Outcome& outcome) const {
    const Words files = leftFiles();
    EXPECT_EQ(files.size(), 1U) << testing::PrintToString(outcome);
    if (files.empty()) return "";
    EXPECT_NE(outcome.err.find("your text is kept in " + files.front() + "\n"), std::string::npos)
        << outcome.err;
    return fileContent(files.front());
  }

  void expectNothingLeft() const { EXPECT_EQ(leftFiles(), Words{}); }

  Document action() const { return show("actions", "a1"); }

  const fs::path temporary_ = folder_.path() / "temporary";
};

void expectContains(const std::string& text, const std::string& part) {
  EXPECT_NE(text.find(part), std::string::npos) << "no '" << part << "' in:\n" << text;
}

TEST_F(EditTest, TheFileIsPrivateAndHasTheDocumentWithoutWhatCannotBeChanged) {
  useEditor("cp \"$1\" $FOLDER/seen1; stat -c %a \"$1\" > $FOLDER/mode");
  const Outcome outcome = edit();
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.err, "freezer-api: no changes\n");
  const Words lines = linesOf(seen(1));
  ASSERT_GE(lines.size(), 2U);
  EXPECT_EQ(lines[0], "# The action a1 of the project default, version 1.");
  EXPECT_EQ(Words(lines.begin() + 2, lines.end()),
            (Words{"max_retries: 3", "freezer_action:", "  action: backup", "  backup_name: b"}));
  EXPECT_EQ(fileContent(folder_.path() / "mode"), "600\n");
  expectNothingLeft();
}

TEST_F(EditTest, AJobAndItsActionsAreShownWithoutTheirOwner) {
  succeed(someJob("j1"));
  useEditors({"sed -i 's/^description:.*/description: new/' \"$1\""});
  EXPECT_EQ(run({"jobs", "edit", "j"}).status, 0);
  for (const std::string member : {"project_id", "user_id", "job_id"})
    EXPECT_EQ(seen(1).find(member), std::string::npos) << seen(1);
  expectContains(seen(1), "action_id");
  EXPECT_EQ(show("jobs", "j1").textAt("/description"), "new");
  EXPECT_EQ(show("jobs", "j1").textAt("/job_actions/0/project_id"), "default");
}

TEST_F(EditTest, WhatIsSavedIsStoredAndARemovedKeyIsGone) {
  useEditor("sed -i -e '/max_retries/d' -e 's/: b$/: c/' \"$1\"; echo 'mandatory: true' >> \"$1\"");
  const Outcome outcome = edit();
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(outcome.out + outcome.err, "");
  EXPECT_EQ(action().textAt("/freezer_action/backup_name"), "c");
  EXPECT_FALSE(action().has("/max_retries"));
  EXPECT_EQ(toJson(action().at("/mandatory")), "true");
  expectNothingLeft();
  useEditor("sed -i s/true/false/ \"$1\"");
  EXPECT_EQ(parsed(edit({"-f", "json"}).out).text(), R"({"action_id":"a1","version":3})");
}

TEST_F(EditTest, AKeyThatIsNullStaysAndCanBeRemoved) {
  succeed({"actions", "replace", "a1", "--file", "-"},
          "freezer_action: {action: backup, x: ~, y: ~}");
  useEditor("sed -i -e '/x:/d' -e 's/backup/info/' \"$1\"");
  EXPECT_EQ(edit().status, 0);
  EXPECT_EQ(toJson(action().at("/freezer_action")), R"({"action":"info","y":null})");
}

TEST_F(EditTest, OtherCommentsAndOrderAreNoChange) {
  useEditor(
      "(tac \"$1\" | grep max; grep -v -e max -e '^#' \"$1\"; echo '# x') > $FOLDER/new; "
      "cp $FOLDER/new \"$1\"");
  EXPECT_EQ(edit().err, "freezer-api: no changes\n");
  EXPECT_EQ(edit({"-f", "json"}).status, 5);  // The comments are no JSON.
}

TEST_F(EditTest, VisualIsPreferredAndTheEditorMayHaveArguments) {
  environment_["EDITOR"] = "false";
  environment_["VISUAL"] = "sed -i 's/: b$/: c d/'";
  EXPECT_EQ(edit().status, 0);
  EXPECT_EQ(action().textAt("/freezer_action/backup_name"), "c d");
  environment_["VISUAL"] = "";
  EXPECT_EQ(edit().status, 1);
}

TEST_F(EditTest, WithoutATerminalAnInvalidTextIsKeptAtOnce) {
  useEditors({"sed -i -e 's/: backup/: explode/' -e 's/: 3/: many/' \"$1\""});
  const Outcome outcome = edit();
  EXPECT_EQ(outcome.status, 5);
  expectContains(outcome.err, "\n  /freezer_action/action: must be one of ");
  expectContains(outcome.err, "\n  /max_retries: must be an integer");
  const std::string text = kept(outcome);
  EXPECT_TRUE(text.starts_with("#! Not stored.")) << text;
  expectContains(text, "\n#!   /max_retries: must be an integer");
  expectContains(text, "\n  action: explode\n");
  EXPECT_EQ(action().textAt("/freezer_action/action"), "backup");
  EXPECT_EQ(seen(2), "");
}

TEST_F(EditTest, MalformedYamlIsNamedWithItsLineInTheKeptFile) {
  useEditor("sed -i 's/max_retries: 3/a: b: c/' \"$1\"");
  const Outcome outcome = edit();
  EXPECT_EQ(outcome.status, 5);
  const std::string text = kept(outcome);
  const Words lines = linesOf(text);
  const auto line = std::find(lines.begin(), lines.end(), "a: b: c") - lines.begin() + 1;
  expectContains(outcome.err, leftFiles().front() + ": The YAML is malformed at line " +
                                  std::to_string(line) + ", column 5: ");
  expectContains(text, "#! " + leftFiles().front() + ": The YAML is malformed at line ");
}

TEST_F(EditTest, OnATerminalTheEditorShowsTheFaultsUntilTheTextIsValid) {
  useEditors({"sed -i 's/: backup/: explode/' \"$1\"", "sed -i 's/: 3/: [/' \"$1\"",
              "sed -i 's/: \\[/: 4/' \"$1\"", "sed -i 's/: explode/: info/' \"$1\""});
  const Outcome outcome = editOnTerminal();
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(outcome.err, "");
  const auto faults = [this](int round) {
    Words lines = linesOf(seen(round));
    std::erase_if(lines, [](const std::string& line) { return !line.starts_with("#!"); });
    return lines;
  };
  EXPECT_EQ(faults(1), Words{});
  for (const int round : {2, 3, 4}) EXPECT_EQ(faults(round).size(), 2U) << seen(round);
  expectContains(faults(2)[1], "/freezer_action/action must be one of \"backup\"");
  expectContains(faults(3)[1], "The YAML is malformed at line ");
  expectContains(faults(4)[1], "/freezer_action/action must be one of \"backup\"");
  EXPECT_EQ(action().textAt("/freezer_action/action"), "info");
  EXPECT_EQ(action().integerAt("/max_retries", 0), 4);
  expectNothingLeft();
}

TEST_F(EditTest, AnInvalidTextThatIsLeftUnchangedIsKept) {
  // The second editor removes only the faults.
  useEditors({"sed -i 's/: backup/: explode/' \"$1\"", "sed -i '/^#!/d' \"$1\""});
  const Outcome outcome = editOnTerminal();
  EXPECT_EQ(outcome.status, 5);
  expectContains(outcome.err, "/freezer_action/action must be one of \"backup\"");
  expectContains(kept(outcome), "action: explode");
  EXPECT_EQ(toJson(action().at("/freezer_action/action")), "\"backup\"");
  EXPECT_EQ(seen(3), "");
}

TEST_F(EditTest, AnInvalidTextThatIsTakenBackIsNoChange) {
  useEditors({"sed -i 's/: backup/: explode/' \"$1\"", "sed -i 's/: explode/: backup/' \"$1\""});
  const Outcome outcome = editOnTerminal();
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.err, "freezer-api: no changes\n");
  expectNothingLeft();
}

TEST_F(EditTest, JsonHasNoCommentsAndItsFaultsAreMessages) {
  useEditors(
      {"sed -i 's/\"backup\"/\"explode\"/' \"$1\"", "sed -i 's/\"explode\"/\"info\"/' \"$1\""});
  const Outcome outcome = editOnTerminal({"--json"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_TRUE(seen(1).starts_with("{\n  \"max_retries\": 3,\n")) << seen(1);
  EXPECT_TRUE(seen(2).starts_with("{\n  \"max_retries\": 3,\n")) << seen(2);
  expectContains(outcome.err, "/freezer_action/action must be one of \"backup\"");
  EXPECT_EQ(action().textAt("/freezer_action/action"), "info");
  useEditor("echo } >> \"$1\"");
  expectContains(edit({"-f", "json"}).err, ".json: The JSON is malformed at line ");
}

TEST_F(EditTest, AnEditorThatFailsChangesNothing) {
  const std::pair<std::string, std::string> kCases[] = {
      {"exit 3", "failed with exit status 3"},
      {"kill -TERM $$", "was ended by signal 15"},
      {"kill -KILL $$", "was ended by signal 9"},
  };
  for (const auto& [script, message] : kCases) {
    useEditor(script);
    const Outcome outcome = edit();
    EXPECT_EQ(outcome.status, 1) << script;
    expectContains(outcome.err, message + "; nothing was changed");
    expectNothingLeft();
  }
  environment_["EDITOR"] = "no-such-editor --wait";
  expectContains(edit().err, "the editor 'no-such-editor --wait' was not found; set VISUAL");
  expectNothingLeft();
}

TEST_F(EditTest, WhatWasSavedBeforeTheEditorFailsIsKept) {
  useEditor("sed -i 's/: b$/: c/' \"$1\"; exit 1");
  const Outcome outcome = edit();
  EXPECT_EQ(outcome.status, 1);
  expectContains(kept(outcome), "backup_name: c");
  EXPECT_EQ(action().textAt("/freezer_action/backup_name"), "b");
}

TEST_F(EditTest, OfTwoEditsAtOnceTheSecondIsRefusedAndItsTextKept) {
  useEditor(
      "if [ ! -e $FOLDER/second ]; then\n"
      "  touch $FOLDER/second\n"
      "  $FREEZER actions edit a1\n"
      "  sed -i 's/: b$/: first/' \"$1\"\n"
      "else\n"
      "  sed -i 's/: 3/: 4/' \"$1\"\n"
      "fi");
  const Outcome outcome = editOnTerminal();
  EXPECT_EQ(outcome.status, 6);
  expectContains(outcome.err, "the document now has version 2");
  const std::string text = kept(outcome);
  expectContains(text, "backup_name: first");
  EXPECT_TRUE(text.starts_with("# The action a1")) << text;
  EXPECT_EQ(action().textAt("/freezer_action/backup_name"), "b");
  EXPECT_EQ(action().integerAt("/max_retries", 0), 4);
}

TEST_F(EditTest, ARefusedTextIsKeptWithoutTheFaultsOfAnEarlierOne) {
  useEditors({"sed -i 's/: 3/: many/' \"$1\"",
              "sed -i 's/: many/: 4/' \"$1\"; $FREEZER actions patch a1 --mode fs"});
  const Outcome outcome = editOnTerminal();
  EXPECT_EQ(outcome.status, 6);
  expectContains(seen(2), "#! ");
  EXPECT_EQ(kept(outcome).find("#! "), std::string::npos);
}

TEST_F(EditTest, ADocumentThatIsDeletedMeanwhileStaysDeleted) {
  useEditor("$FREEZER actions delete a1 && sed -i 's/: b$/: c/' \"$1\"");
  const Outcome outcome = edit();
  EXPECT_EQ(outcome.status, 3);
  expectContains(kept(outcome), "backup_name: c");
}

TEST_F(EditTest, AnIdCannotBeChangedAndOtherMembersOfTheServiceAreIgnored) {
  useEditor("echo 'action_id: other' >> \"$1\"");
  const Outcome outcome = edit();
  EXPECT_EQ(outcome.status, 5);
  expectContains(outcome.err, "the document has the action_id other, not a1");
  fs::remove(leftFiles().front());
  useEditor("printf 'action_id: a1\\nproject_id: other\\n' >> \"$1\"");
  EXPECT_EQ(edit().err, "freezer-api: no changes\n");
}

TEST_F(EditTest, WhatTheUserCannotSeeStays) {
  const std::string client =
      R"({"kind":"client","version":1,"created_at":1,"updated_at":1,"document":)"
      R"({"project_id":"default","user_id":"u","client":{"client_id":"c1"}}})";
  const std::string job =
      R"({"kind":"job","version":1,"created_at":1,"updated_at":1,"document":)"
      R"({"job_id":"j1","project_id":"default","user_id":"u","client_id":"c1","description":"",)"
      R"("job_actions":[],"job_schedule":{},"session_id":"","session_tag":0,)"
      R"("user_credentials":{"trust_id":"t1","trustor_user_id":"u"}}})";
  ASSERT_EQ(run({"import", "-"}, client + "\n" + job + "\n").status, 0);
  useEditors({"sed -i 's/^description: .*/description: new/' \"$1\""});
  EXPECT_EQ(run({"jobs", "edit", "j1"}).status, 0);
  EXPECT_EQ(seen(1).find("t1"), std::string::npos) << seen(1);
  EXPECT_EQ(show("jobs", "j1").textAt("/user_credentials/trust_id"), "t1");
  EXPECT_EQ(show("jobs", "j1").textAt("/description"), "new");
}

TEST_F(EditTest, ADocumentOfAnotherProjectIsRefusedBeforeTheEditorStarts) {
  succeed({"clients", "create", "--client-id", "c1", "--is-central", "true"});
  useEditor("touch $FOLDER/started");
  fail({"clients", "edit", "c1", "--project", "other"}, 9,
       "belongs to the project default; only that project can change it");
  fail({"actions", "edit", "a1", "--project", "other"}, 3, "a1");
  fail({"actions", "edit", "nowhere"}, 3, "nowhere");
  EXPECT_FALSE(fs::exists(folder_.path() / "started"));
}

TEST_F(EditTest, AStoreThatIsNotThereIsNotCreated) {
  fail({"--db", "sqlite:///" + (folder_.path() / "none.sqlite").string(), "actions", "edit", "a1"},
       7, "does not exist");
  EXPECT_FALSE(fs::exists(folder_.path() / "none.sqlite"));
}

/// A command that waits for its editor.
class WaitingEditTest : public EditTest {
 protected:
  WaitingEditTest() { ::mkfifo((folder_.path() / "go").c_str(), 0600); }

  /// Starts an edit in a process group of its own. The editor runs `script`, then waits.
  BackgroundProcess start(const std::string& script) {
    useEditor(script + "\ntouch $FOLDER/started\nread line <> $FOLDER/go");
    return BackgroundProcess({FREEZER_API, "actions", "edit", "a1"}, environment_,
                             folder_.path() / "messages");
  }

  bool hasStarted() const {
    return await([this] { return fs::exists(folder_.path() / "started"); });
  }
};

TEST_F(WaitingEditTest, AnEndedProgramLeavesNoFile) {
  BackgroundProcess command = start("");
  ASSERT_TRUE(hasStarted());
  EXPECT_EQ(leftFiles().size(), 1U);
  EXPECT_EQ(command.stop(), 128 + SIGTERM);
  expectNothingLeft();
}

TEST_F(WaitingEditTest, CtrlCBelongsToTheEditor) {
  BackgroundProcess command =
      start("trap 'sed -i \"s/: b$/: interrupted/\" \"$1\"; exit 0' INT QUIT");
  ASSERT_TRUE(hasStarted());
  command.signal(SIGINT);
  ASSERT_TRUE(await([&] { return !command.isRunning(); }));
  EXPECT_EQ(fileContent(folder_.path() / "messages"), "");
  EXPECT_EQ(action().textAt("/freezer_action/backup_name"), "interrupted");
  expectNothingLeft();
}

}  // namespace
}  // namespace freezer::test
