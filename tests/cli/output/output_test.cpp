// Standard output: formats, colours, pipes, full disks.

#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <sstream>
#include <utility>

#include "cli/output/text.h"
#include "tests/support/program.h"

namespace freezer::test {
namespace {

class OutputTest : public ProgramTest {
 protected:
  std::string action(const Words& more) const {
    Words words = {"actions", "create", "--action", "backup"};
    words.insert(words.end(), more.begin(), more.end());
    return succeed(words);
  }

  void backup(const Words& more) const {
    Words words = {"backups", "create", "--container", "c"};
    for (const std::string name : {"--hostname", "--backup-name"}) {
      if (std::ranges::find(more, name) == more.end()) words.insert(words.end(), {name, "x"});
    }
    words.insert(words.end(), more.begin(), more.end());
    succeed(words);
  }

  static Words linesOf(const std::string& text) {
    Words lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) {
      if (line.ends_with('\r')) line.pop_back();
      lines.push_back(line);
    }
    return lines;
  }

  /// The output of a successful command on a terminal with `columns` columns.
  std::string onTerminal(const Words& words, unsigned short columns = 80) const {
    int terminal = -1;
    int program = -1;
    const winsize size{24, columns, 0, 0};
    if (::openpty(&terminal, &program, nullptr, nullptr, &size) != 0) return "no terminal";
    const int nothing = ::open("/dev/null", O_RDWR);
    EXPECT_EQ(waitForEnd(startProgram(words, environment_, nothing, program, nothing)), 0);
    ::close(program);
    ::close(nothing);
    std::array<char, 65536> text{};
    const ssize_t got = ::read(terminal, text.data(), text.size());
    ::close(terminal);
    return {text.data(), static_cast<std::size_t>(std::max<ssize_t>(got, 0))};
  }
};

TEST_F(OutputTest, JsonIsIndentedByTwoSpacesAndOtherwiseAsStored) {
  action({"--action-id", "a1", "--set", "freezer_action.x=[1.0, {}, []]", "--set",
          "freezer_action.y={\"b\": {\"c\": 1e300}}"});
  const std::string text = succeed({"actions", "show", "a1"});
  EXPECT_TRUE(text.starts_with("{\n  \"")) << text;
  const std::string list =
      "    \"x\": [\n"
      "      1.0,\n"
      "      {},\n"
      "      []\n"
      "    ],\n"
      "    \"y\": {\n"
      "      \"b\": {\n"
      "        \"c\": 1e+300\n"
      "      }\n"
      "    }\n"
      "  }";
  EXPECT_NE(text.find(list), std::string::npos) << text;
  EXPECT_EQ(succeed({"actions", "list"}).substr(0, 6), "[\n  {\n");
}

TEST_F(OutputTest, ATableHasAColumnForWhatMatters) {
  action({"--action-id", "a1", "--mode", "fs", "--container", "c"});
  action({"--action-id", "a-long-id"});
  EXPECT_EQ(succeed({"-f", "table", "actions", "list"}),
            "ACTION_ID  ACTION  MODE  NAME  PATH  STORAGE  CONTAINER\n"
            "a1         backup  fs                         c\n"
            "a-long-id  backup");
}

TEST_F(OutputTest, ATableOfNothingIsItsTitles) {
  succeed({"db", "init"});
  EXPECT_EQ(succeed({"-f", "table", "clients", "list"}),
            "CLIENT_ID  HOSTNAME  DESCRIPTION  CENTRAL  UUID");
}

TEST_F(OutputTest, ATableShowsLocalTimesToTheMinute) {
  backup({"--time-stamp", "1769903999"});
  const Words list = {"-f", "table", "backups", "list", "-c", "time_stamp"};
  EXPECT_EQ(succeed(list), "TIME\n2026-01-31 23:59");
  environment_["TZ"] = "CET-1";
  EXPECT_EQ(succeed(list), "TIME\n2026-02-01 00:59");
}

TEST_F(OutputTest, TimesHaveTheChosenStyle) {
  backup({"--time-stamp", "1769903999"});
  const auto list = [this](const std::string& format, const Words& more = {}) {
    Words words = {"backups", "list", "-c", "time_stamp", "-f", format};
    words.insert(words.end(), more.begin(), more.end());
    return succeed(words);
  };
  EXPECT_EQ(list("csv"), "time_stamp\n1769903999");
  EXPECT_EQ(list("value"), "1769903999");
  for (const std::string format : {"csv", "value", "table"}) {
    EXPECT_TRUE(list(format, {"--time", "iso"}).ends_with("2026-01-31T23:59:59Z")) << format;
    EXPECT_TRUE(list(format, {"--time", "local"}).ends_with("2026-01-31 23:59")) << format;
    EXPECT_TRUE(list(format, {"--time", "seconds"}).ends_with("1769903999")) << format;
  }
  EXPECT_EQ(list("jsonl", {"--time", "iso"}), "{\"time_stamp\":1769903999}");
  EXPECT_EQ(succeed({"backups", "list", "-c", "backup_metadata.time_stamp", "-f", "value", "--time",
                     "iso"}),
            "2026-01-31T23:59:59Z");
  fail({"backups", "list", "--time", "never"}, 2, "--time");
}

TEST_F(OutputTest, NoLineOfATableIsWiderThanTheTerminal) {
  const std::string id(32, 'a');
  const std::string text = "a text that is much longer than any terminal, with 日本 and " + id + id;
  backup({"--time-stamp", "1769903999", "--hostname", text, "--backup-name", text});
  succeed({"clients", "create", "--client-id", id + ".org", "--description", text});
  succeed({"jobs", "create", "--job-id", id, "--client-id", id + ".org", "--description", text,
           "--set", "job_actions=[]"});
  action({"--action-id", id, "--path-to-backup", text});
  constexpr std::array<unsigned short, 6> kWidths = {200, 80, 40, 20, 8, 1};
  for (const unsigned short width : kWidths) {
    for (const Words& command :
         {Words{"backups", "list"}, Words{"clients", "list"}, Words{"jobs", "list"},
          Words{"actions", "list"}, Words{"jobs", "show", id}, Words{"policy", "list"}}) {
      Words words = command;
      words.insert(words.end(), {"--color", "never"});
      for (const std::string& line : linesOf(onTerminal(words, width)))
        EXPECT_LE(cli::displayWidth(line), width) << testing::PrintToString(command) << line;
    }
  }
}

TEST_F(OutputTest, TheLeastImportantColumnsGiveWay) {
  const std::string id = "0123456789abcdef0123456789abcdef";
  succeed({"clients", "create", "--client-id", "web1.example.org"});
  succeed({"jobs", "create", "--job-id", id, "--client-id", "web1.example.org", "--description",
           "every night", "--set", "job_actions=[]", "--set",
           R"(job_schedule={"status": "completed", "result": "success"})"});
  succeed({"jobs", "patch", id, "--set", "job_schedule.time_started=1769903999"});
  const auto table = [this](unsigned short width) {
    return linesOf(onTerminal({"jobs", "list", "--color", "never"}, width));
  };
  EXPECT_EQ(table(200),
            (Words{"JOB_ID                            CLIENT_ID         DESCRIPTION  STATUS     "
                   "RESULT   EVENT  NEXT_RUN  LAST_RUN",
                   id + "  web1.example.org  every night  completed  success                   "
                        "2026-01-31 23:59"}));
  EXPECT_EQ(
      table(80),
      (Words{"JOB_ID                    CLIENT_ID         STATUS     RESULT   LAST_RUN",
             "0123456789abcdef0123456…  web1.example.org  completed  success  2026-01-31 23:59"}));
  EXPECT_EQ(table(40), (Words{"JOB_ID       CLIENT_ID         STATUS",
                              "0123456789…  web1.example.org  completed"}));
  EXPECT_EQ(table(20), (Words{"JOB_ID     CLIENT_ID", "01234567…  web1.exa…"}));
}

TEST_F(OutputTest, BackupsKeepTheNameOfTheHost) {
  backup({"--time-stamp", "1769903999", "--hostname", "web1.example.org", "--backup-name",
          "documents"});
  const Words lines = linesOf(onTerminal({"backups", "list", "--color", "never"}, 80));
  EXPECT_TRUE(lines.at(1).ends_with("  documents  web1.example.org  available  2026-01-31 23:59"))
      << lines.at(1);
}

TEST_F(OutputTest, AValueOfOneDocumentContinuesOnTheNextLine) {
  action({"--action-id", "a1", "--path-to-backup", "/a/long/path"});
  EXPECT_EQ(linesOf(onTerminal({"actions", "show", "a1", "-c", "action_id", "-c",
                                "freezer_action.path_to_backup", "--color", "never"},
                               20)),
            (Words{"action_id  a1", "freezer_…  /a/long/p", "           ath"}));
}

TEST_F(OutputTest, OnlyTablesOnTerminalsAreCut) {
  const std::string text(200, 'x');
  action({"--action-id", "a1", "--path-to-backup", text});
  EXPECT_NE(succeed({"-f", "table", "actions", "list"}).find(text), std::string::npos);
  EXPECT_NE(onTerminal({"actions", "list", "-f", "value"}).find(text), std::string::npos);
  const auto fitted = [this] {
    const Words lines = linesOf(succeed({"-f", "table", "actions", "list", "--fit-width"}));
    return cli::displayWidth(lines.at(0));
  };
  EXPECT_EQ(fitted(), 80U);
  environment_["COLUMNS"] = "60";
  EXPECT_EQ(fitted(), 60U);
}

TEST_F(OutputTest, CsvIsNotRunAsAFormula) {
  const auto csvOf = [this](const std::string& value) {
    action({"--action-id", "a1", "--set", "freezer_action.x=" + value});
    const std::string csv = succeed({"actions", "list", "-f", "csv", "-c", "freezer_action.x"});
    noted({"actions", "delete", "a1"});
    return csv.substr(csv.find('\n') + 1);
  };
  EXPECT_EQ(csvOf(R"("=1+1")"), "'=1+1");
  EXPECT_EQ(csvOf(R"("+cmd|x")"), "'+cmd|x");
  EXPECT_EQ(csvOf(R"("-1-1")"), "'-1-1");
  EXPECT_EQ(csvOf(R"x("@SUM(A1)")x"), "'@SUM(A1)");
  EXPECT_EQ(csvOf(R"("\t=1")"), "\"'\t=1\"");
  EXPECT_EQ(csvOf(R"("\r=1")"), "\"'\r=1\"");
  EXPECT_EQ(csvOf(R"("=\"a,b\"")"), R"("'=""a,b""")");
  EXPECT_EQ(csvOf(R"("a\u0007\u001b[2J")"), R"(a\u0007\u001B[2J)");
  EXPECT_EQ(csvOf("-1"), "-1");
  EXPECT_EQ(csvOf(R"("-1.5e3")"), "-1.5e3");
  EXPECT_EQ(csvOf(R"("+49")"), "+49");
  EXPECT_EQ(csvOf(R"("-")"), "'-");
  EXPECT_EQ(csvOf(R"("a=1")"), "a=1");
}

TEST_F(OutputTest, ATableOfOneDocumentHasALineForEachValue) {
  action({"--action-id", "a1", "--set", "freezer_action.list=[{\"x\": 1}, 2]"});
  const std::string table = succeed({"-f", "table", "actions", "show", "a1"});
  EXPECT_NE(table.find("freezer_action.list.0.x  1\n"), std::string::npos) << table;
  EXPECT_NE(table.find("freezer_action.list.1    2"), std::string::npos) << table;
}

TEST_F(OutputTest, ControlCharactersNeverReachATerminal) {
  const std::string evil = "\x1b[31m\x07\n\u009b\u202e\x7f";
  succeed({"clients", "create", "--client-id", "h1", "--description", evil});
  const std::string spelled = "\\u001B[31m\\u0007\\n\\u009B\\u202E\\u007F";
  EXPECT_NE(succeed({"-f", "table", "clients", "list"}).find(spelled), std::string::npos);
  const std::string json = succeed({"-f", "json", "clients", "show", "h1"});
  EXPECT_EQ(json.find_first_of("\x1b\x7f\x07"), std::string::npos) << json;
  EXPECT_EQ(json.find("\u009b"), std::string::npos) << json;
  EXPECT_EQ(parsed(json).textAt("/client/description"), evil);
  fail({"clients", "show", evil}, 3, spelled);
  fail({evil}, 2, spelled);
}

TEST_F(OutputTest, WideCharactersKeepTheColumnsStraight) {
  succeed({"clients", "create", "--client-id", "h1", "--hostname", "h1", "--description", "日本"});
  succeed({"clients", "create", "--client-id", "h2", "--hostname", "h2", "--description",
           "e\u0301té", "--set", "uuid=u"});
  succeed({"clients", "patch", "h1", "--set", "client.uuid=u"});
  EXPECT_EQ(succeed({"-f", "table", "clients", "list"}),
            "CLIENT_ID  HOSTNAME  DESCRIPTION  CENTRAL  UUID\n"
            "h1         h1        日本                  u\n"
            "h2         h2        e\u0301té                   u");
}

TEST_F(OutputTest, ATerminalGetsATableWithColours) {
  action({"--action-id", "a1"});
  const std::string table = onTerminal({"actions", "list"});
  EXPECT_TRUE(table.starts_with("\x1b[1mACTION_ID\x1b[0m  \x1b[1mACTION\x1b[0m")) << table;
  EXPECT_TRUE(onTerminal({"actions", "list", "-f", "json"}).starts_with("[\r\n  {"));
}

TEST_F(OutputTest, AColumnWithoutANameIsRefused) {
  succeed({"db", "init"});
  for (const std::string name : {"", ".", "a..b", ".a", "a."})
    fail({"actions", "list", "-c", name}, 2, "a column must have a name on each side of a dot");
}

TEST_F(OutputTest, WhatIsEmptyStaysBesideItsNameInYaml) {
  action({"--action-id", "a1", "--set", "freezer_action.x=[]", "--set", "freezer_action.z={}"});
  EXPECT_EQ(succeed({"actions", "show", "a1", "-f", "yaml", "-c", "freezer_action"}),
            "freezer_action:\n  action: backup\n  x: []\n  z: {}");
}

TEST_F(OutputTest, StatesHaveColoursOfTheirOwn) {
  for (const std::string status : {"available", "creating", "error", "deleted"})
    succeed({"backups", "create", "--container", "c", "--hostname", "h", "--backup-name", "b",
             "--status", status});
  EXPECT_EQ(succeed({"backups", "list", "-f", "table", "--color", "always", "-c", "status"}),
            "\x1b[1mSTATUS\x1b[0m\n\x1b[32mavailable\x1b[0m\n\x1b[33mcreating\x1b[0m\n"
            "\x1b[31merror\x1b[0m\ndeleted");
}

TEST_F(OutputTest, ColoursCanBeSwitchedOff) {
  action({"--action-id", "a1"});
  const auto isPlain = [this](const Words& words) {
    return onTerminal(words).find('\x1b') == std::string::npos;
  };
  EXPECT_TRUE(isPlain({"actions", "list", "--color", "never"}));
  environment_["NO_COLOR"] = "1";
  EXPECT_TRUE(isPlain({"actions", "list"}));
  EXPECT_FALSE(isPlain({"actions", "list", "--color", "always"}));
  environment_["NO_COLOR"] = "";
  EXPECT_FALSE(isPlain({"actions", "list"}));
  environment_["TERM"] = "dumb";
  EXPECT_TRUE(isPlain({"actions", "list"}));
}

/// The suite itself has an environment that would change every output.
class OutputElsewhereTest : public OutputTest {
 protected:
  static void SetUpTestSuite() {
    for (const auto& [name, value] : kForeign) {
      const char* const before = std::getenv(name);
      if (before != nullptr) before_[name] = before;
      ::setenv(name, value, 1);
    }
  }

  static void TearDownTestSuite() {
    for (const auto& [name, value] : kForeign) ::unsetenv(name);
    for (const auto& [name, value] : before_) ::setenv(name.c_str(), value.c_str(), 1);
  }

  static constexpr std::pair<const char*, const char*> kForeign[] = {{"TERM", "dumb"},
                                                                     {"NO_COLOR", "1"},
                                                                     {"LC_ALL", "C"},
                                                                     {"COLUMNS", "20"},
                                                                     {"FREEZER_PROJECT", "p"},
                                                                     {"OS_TOKEN", "t"},
                                                                     {"XDG_DATA_HOME", "/"},
                                                                     {"HOME", "/"},
                                                                     {"PATH", "/"}};

 private:
  inline static Environment before_;
};

TEST_F(OutputElsewhereTest, TestsHaveAnEnvironmentOfTheirOwn) {
  for (const auto& [name, value] : kForeign) {
    const auto found = environment_.find(name);
    EXPECT_TRUE(found == environment_.end() || found->second != value) << name;
  }
  action({"--action-id", "a1"});
  EXPECT_NE(onTerminal({"actions", "list"}).find('\x1b'), std::string::npos);
}

TEST_F(OutputTest, AClosedPipeEndsItQuietly) {
  action({"--action-id", "a1"});
  std::array<int, 2> pipe{};
  ASSERT_EQ(::pipe2(pipe.data(), O_CLOEXEC), 0);
  ::close(pipe[0]);
  const std::string errors = file("errors", "");
  const int err = ::open(errors.c_str(), O_RDWR | O_CLOEXEC);
  // The parent process may ignore the signal, as many programs do.
  const auto before = ::signal(SIGPIPE, SIG_IGN);
  const int status = waitForEnd(startProgram({"actions", "list"}, environment_, err, pipe[1], err));
  ::signal(SIGPIPE, before);
  EXPECT_EQ(status, 128 + SIGPIPE);
  EXPECT_EQ(::lseek(err, 0, SEEK_END), 0);
  ::close(pipe[1]);
  ::close(err);
}

TEST_F(OutputTest, AnInterruptEndsItQuietly) {
  std::array<int, 2> pipe{};
  ASSERT_EQ(::pipe2(pipe.data(), O_CLOEXEC), 0);
  const std::string errors = file("errors", "");
  const int err = ::open(errors.c_str(), O_RDWR | O_CLOEXEC);
  // A suite that runs in the background ignores the signal, and so would the program.
  const auto before = ::signal(SIGINT, SIG_DFL);
  // The program waits for a document on standard input.
  const pid_t process =
      startProgram({"actions", "create", "--file", "-"}, environment_, pipe[0], err, err);
  ::signal(SIGINT, before);
  ::kill(process, SIGINT);
  EXPECT_EQ(waitForEnd(process), 130);
  EXPECT_EQ(::lseek(err, 0, SEEK_END), 0);
  for (const int descriptor : {pipe[0], pipe[1], err}) ::close(descriptor);
}

TEST_F(OutputTest, AFullDiskIsAFailure) {
  action({"--action-id", "a1"});
  const int full = ::open("/dev/full", O_RDWR | O_CLOEXEC);
  ASSERT_GE(full, 0);
  const std::string errors = file("errors", "");
  const int err = ::open(errors.c_str(), O_RDWR | O_CLOEXEC);
  EXPECT_EQ(waitForEnd(startProgram({"actions", "list"}, environment_, err, full, err)), 1);
  EXPECT_GT(::lseek(err, 0, SEEK_END), 0);
  ::close(full);
  ::close(err);
}

}  // namespace
}  // namespace freezer::test
