// Standard output: formats, colours, pipes, full disks.

#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

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
    std::array<char, 4096> text{};
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

TEST_F(OutputTest, ATableShowsTimesInUtc) {
  succeed({"backups", "create", "--container", "c", "--hostname", "h", "--backup-name", "b",
           "--time-stamp", "1769903999"});
  EXPECT_NE(succeed({"-f", "table", "backups", "list"}).find("2026-01-31T23:59:59Z"),
            std::string::npos);
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
    fail({"actions", "list", "-c", name}, 2, "--column must have a name on each side of a dot");
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
