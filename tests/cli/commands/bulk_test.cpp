// export, import and seed.

#include <fcntl.h>
#include <pty.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "cli/input/line_reader.h"
#include "cli/output/new_file.h"
#include "cli/output/progress.h"
#include "cli/output/units.h"
#include "tests/support/await.h"
#include "tests/support/program.h"

namespace freezer::test {
namespace {

namespace fs = std::filesystem;

std::string backupLine(const std::string& id) {
  return R"({"kind":"backup","document":{"backup_id":")" + id +
         R"(","project_id":"p","user_id":"u","backup_metadata":)"
         R"({"container":"c","hostname":"h","backup_name":"n"}}})" +
         "\n";
}

class BulkCommandTest : public ProgramTest {
 protected:
  /// Runs the program on another, empty store.
  Outcome elsewhere(Words arguments, std::string_view input = "") const {
    arguments.insert(arguments.end(), {"--db", "sqlite:///" + (folder_.path() / "other").string()});
    return run(arguments, input);
  }

  /// Runs an import, expects this status, and returns its messages.
  std::string import(const Words& options, int status, std::string_view lines) const {
    Words words = {"import", "-"};
    words.insert(words.end(), options.begin(), options.end());
    const Outcome outcome = run(words, lines);
    EXPECT_EQ(outcome.status, status) << testing::PrintToString(outcome);
    EXPECT_EQ(outcome.out, "");
    return outcome.err;
  }

  void seed() const {
    EXPECT_EQ(run({"seed", "--clients", "3", "--jobs", "7", "--sessions", "2", "--backups", "20",
                   "--until", "2026-01-31"})
                  .status,
              0);
  }

  /// The standard error of an import of `lines`, on a terminal.
  std::string onTerminal(const std::string& kind, const std::string& lines) {
    environment_["TERM"] = kind;
    std::array<int, 2> terminal{};
    EXPECT_EQ(::openpty(terminal.data(), &terminal[1], nullptr, nullptr, nullptr), 0);
    const std::string input = file("lines", lines);
    const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    std::string text;
    // The program blocks when the terminal's buffer is full.
    std::thread reader([&] {
      std::array<char, 4096> piece{};
      for (;;) {
        const ssize_t size = ::read(terminal[0], piece.data(), piece.size());
        if (size <= 0) break;
        text.append(piece.data(), static_cast<std::size_t>(size));
      }
    });
    EXPECT_EQ(
        waitForEnd(startProgram({"import", input}, environment_, nothing, nothing, terminal[1])),
        0);
    ::close(terminal[1]);
    reader.join();
    ::close(terminal[0]);
    ::close(nothing);
    return text;
  }
};

TEST_F(BulkCommandTest, AnExportIsImportedAndExportedAlike) {
  seed();
  const std::string lines = succeed({"export"}) + "\n";
  EXPECT_EQ(linesOf(lines).size(), 35U);  // With an action for each session and each other job.
  const Outcome imported = elsewhere({"import", "-"}, lines);
  EXPECT_EQ(imported.status, 0);
  EXPECT_EQ(imported.err, "freezer-api: imported 35; skipped 0; replaced 0; refused 0\n");
  EXPECT_EQ(elsewhere({"export"}).out, lines);
  EXPECT_EQ(elsewhere({"db", "check"}).status, 0);
}

TEST_F(BulkCommandTest, AFileIsWrittenAndReadAsWell) {
  seed();
  const fs::path path = folder_.path() / "all.jsonl";
  EXPECT_EQ(succeed({"export", "--output", path}), "");
  EXPECT_EQ(fileContent(path), run({"export"}).out);
  struct stat status {};
  ASSERT_EQ(::stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  EXPECT_EQ(elsewhere({"import", path}).status, 0);
}

TEST_F(BulkCommandTest, AnExportIsOfWhatIsAskedFor) {
  import({}, 0, backupLine("b1"));
  seed();
  EXPECT_EQ(linesOf(succeed({"export", "--kind", "client", "--kind", "session"})).size(), 5U);
  EXPECT_EQ(linesOf(succeed({"export", "--project", "p"})).size(), 1U);
  EXPECT_EQ(linesOf(succeed({"export", "--kind", "backup"})).size(), 21U);
  EXPECT_EQ(linesOf(succeed({"export", "--match", "backup_id=b1"})).size(), 1U);
  EXPECT_EQ(linesOf(succeed({"export", "--kind", "backup", "--since", "2026-01-31T23:00"})).size(),
            1U);
  fail({"export", "--kind", "backups"}, 2, "--kind");
  fail({"export", "--match", "x"}, 2, "--match");
}

TEST_F(BulkCommandTest, OutputThatCannotBeWrittenIsAFailure) {
  seed();
  fail({"export", "--output", "/dev/full"}, 1, "No space left");
  fail({"export", "--output", "/nowhere/file"}, 2, "/nowhere/file");
  const int full = ::open("/dev/full", O_RDWR | O_CLOEXEC);
  const std::string errors = file("errors", "");
  const int err = ::open(errors.c_str(), O_RDWR | O_CLOEXEC);
  EXPECT_EQ(waitForEnd(startProgram({"export"}, environment_, full, full, err)), 1);
  ::close(full);
  ::close(err);
  EXPECT_EQ(linesOf(fileContent(errors)).size(), 1U) << fileContent(errors);
}

TEST_F(BulkCommandTest, RefusedLinesAreToldByNumber) {
  const std::string told =
      import({}, 5,
             backupLine("b1") + "\r\n" + R"({"kind":"job","x":1,"document":{}})" + "\n\x1b\xff\n" +
                 backupLine("b2").substr(0, 40));
  EXPECT_NE(told.find("freezer-api: line 3: "), std::string::npos) << told;
  EXPECT_NE(told.find("\n  /document/job_id: is required\n"), std::string::npos) << told;
  EXPECT_NE(told.find("freezer-api: line 4: "), std::string::npos) << told;
  EXPECT_NE(told.find("freezer-api: line 5: "), std::string::npos) << told;
  EXPECT_EQ(told.find('\x1b'), std::string::npos);
  EXPECT_EQ(linesOf(told).back(), "freezer-api: imported 1; skipped 0; replaced 0; refused 3");
}

TEST_F(BulkCommandTest, ADryRunStoresNothing) {
  const std::string told = import({"--dry-run"}, 5, backupLine("b1") + "garbage\n");
  EXPECT_NE(told.find("freezer-api: line 2: "), std::string::npos) << told;
  EXPECT_EQ(linesOf(told).back(),
            "freezer-api: dry run, nothing was stored: imported 1; skipped 0; replaced 0; "
            "refused 1");
  EXPECT_EQ(succeed({"export"}), "");
}

TEST_F(BulkCommandTest, ALastLineNeedsNoEnd) {
  std::string line = backupLine("b1");
  line.pop_back();
  import({}, 0, line);
  EXPECT_EQ(linesOf(succeed({"export"})).size(), 1U);
}

TEST_F(BulkCommandTest, WithoutAFileStandardInputIsRead) {
  EXPECT_EQ(noted({"import"}, backupLine("b1")), "imported 1; skipped 0; replaced 0; refused 0");
  EXPECT_EQ(linesOf(succeed({"export"})).size(), 1U);
}

TEST_F(BulkCommandTest, OnATerminalAFileIsNeeded) {
  std::array<int, 2> terminal{};
  ASSERT_EQ(::openpty(terminal.data(), &terminal[1], nullptr, nullptr, nullptr), 0);
  const std::string errors = file("errors", "");
  const int err = ::open(errors.c_str(), O_RDWR | O_CLOEXEC);
  EXPECT_EQ(waitForEnd(startProgram({"import"}, environment_, terminal[1], err, err)), 2);
  for (const int descriptor : {terminal[0], terminal[1], err}) ::close(descriptor);
  EXPECT_NE(fileContent(errors).find("import needs FILE or --from"), std::string::npos)
      << fileContent(errors);
}

TEST_F(BulkCommandTest, IndentedJsonIsToldOnceWithTheRemedy) {
  const std::string message = "import expects JSON lines, one document a line";
  for (const std::string lines : {"\n{\n  \"kind\": \"backup\"\n}\n", "[\r\n  {}\r\n]\r\n"}) {
    const std::string told = import({}, 2, lines);
    EXPECT_EQ(linesOf(told).size(), 1U) << told;
    EXPECT_NE(told.find(message), std::string::npos) << told;
    EXPECT_NE(told.find("jq -c"), std::string::npos) << told;
  }
  EXPECT_EQ(succeed({"export"}), "");
}

TEST_F(BulkCommandTest, AnInterruptedImportSaysWhatItHasStored) {
  std::string lines;
  for (int i = 0; i < 3000; ++i) lines += backupLine("b" + std::to_string(i));
  succeed({"db", "init"});
  std::array<int, 2> pipe{};
  ASSERT_EQ(::pipe2(pipe.data(), O_CLOEXEC), 0);
  const std::string errors = file("errors", "");
  const int err = ::open(errors.c_str(), O_RDWR | O_CLOEXEC);
  const pid_t importing = startProgram({"import"}, environment_, pipe[0], err, err);
  // The import then waits for more lines: the pipe stays open.
  EXPECT_EQ(::write(pipe[1], lines.data(), lines.size()), static_cast<ssize_t>(lines.size()));
  EXPECT_TRUE(await([&] { return linesOf(succeed({"export"})).size() == 3000; }));
  ::kill(importing, SIGINT);
  EXPECT_EQ(waitForEnd(importing), 130);
  for (const int descriptor : {pipe[0], pipe[1], err}) ::close(descriptor);
  EXPECT_EQ(fileContent(errors),
            "freezer-api: imported 3,000; skipped 0; replaced 0; refused 0\n"
            "freezer-api: interrupted: run the import again to go on from there\n");
}

TEST_F(BulkCommandTest, ConflictsAreSkippedReplacedOrRefused) {
  import({}, 0, backupLine("b1"));
  EXPECT_NE(import({}, 0, backupLine("b1")).find("skipped 1;"), std::string::npos);
  EXPECT_NE(import({"--on-conflict", "skip"}, 0, backupLine("b1")).find("skipped 1;"),
            std::string::npos);
  EXPECT_NE(import({"--on-conflict", "replace"}, 0, backupLine("b1")).find("replaced 1;"),
            std::string::npos);
  EXPECT_NE(import({"--on-conflict", "fail"}, 4, backupLine("b1")).find("refused 1\n"),
            std::string::npos);
  EXPECT_NE(import({"--on-conflict", "fail"}, 5, backupLine("b1") + "x").find("refused 2\n"),
            std::string::npos);
  fail({"import", "-", "--on-conflict", "merge"}, 2, "skip");
}

TEST_F(BulkCommandTest, AStrictImportIsAllOrNothing) {
  const std::string told =
      import({"--strict"}, 5, backupLine("b1") + "garbage\n" + backupLine("b2"));
  EXPECT_NE(told.find("line 2: "), std::string::npos) << told;
  EXPECT_NE(told.find("nothing was imported"), std::string::npos) << told;
  EXPECT_EQ(succeed({"export"}), "");
  import({"--strict"}, 0, backupLine("b1"));
  EXPECT_NE(import({"--strict", "--on-conflict", "fail"}, 4, backupLine("b1")).find("line 1: "),
            std::string::npos);
}

TEST_F(BulkCommandTest, AFileThatCannotBeReadIsAUsageError) {
  fail({"import", (folder_.path() / "none").string()}, 2, "No such file");
  fail({"import", folder_.path().string()}, 2, "cannot read");
}

TEST_F(BulkCommandTest, OthersWriteWhileAnImportRuns) {
  std::string lines;
  for (int i = 0; i < 3000; ++i) lines += backupLine("b" + std::to_string(i));
  std::thread importing([&] { import({}, 0, lines); });
  for (int i = 0; i < 5; ++i) {
    succeed({"clients", "create", "--client-id", "h" + std::to_string(i)});
  }
  importing.join();
  EXPECT_EQ(linesOf(succeed({"export"})).size(), 3005U);
}

TEST_F(BulkCommandTest, ABarIsDrawnOnATerminalAlone) {
  std::string lines;
  for (int i = 0; i < 3000; ++i) lines += backupLine("b" + std::to_string(i));
  const std::string summary = "imported 3,000; skipped 0; replaced 0; refused 0";
  EXPECT_TRUE(onTerminal("xterm", lines).ends_with(summary + "\r\n"));
  EXPECT_EQ(onTerminal("dumb", lines),
            "freezer-api: imported 0; skipped 3,000; replaced 0; refused 0\r\n");
}

TEST_F(BulkCommandTest, SeedIsReproducible) {
  const Words plan = {"seed", "--clients", "4",  "--jobs",  "9",         "--sessions",
                      "2",    "--backups", "12", "--until", "2026-01-31"};
  EXPECT_EQ(run(plan).status, 0);
  const std::string first = succeed({"export"});
  EXPECT_NE(run(plan).err.find("imported 0; skipped 32;"), std::string::npos);
  EXPECT_EQ(succeed({"export"}), first);
  EXPECT_EQ(elsewhere(plan).status, 0);
  EXPECT_EQ(elsewhere({"export"}).out, first + "\n");
  EXPECT_EQ(succeed({"db", "check"}), "ok");
}

TEST_F(BulkCommandTest, SeedsOfOtherNumbersAndProjectsDoNotMeet) {
  const Words plan = {"seed", "--clients", "1", "--jobs", "1", "--until", "2026-01-31"};
  Words other = plan;
  other.insert(other.end(), {"--project", "my project", "--user", "me"});
  EXPECT_EQ(run(plan).status, 0);
  EXPECT_NE(run(other).err.find("imported 3;"), std::string::npos);
  Words numbered = plan;
  numbered.insert(numbered.end(), {"--random-seed", "7"});
  // The host names do not depend on the seed.
  EXPECT_NE(run(numbered).err.find("imported 2; skipped 1;"), std::string::npos);
}

TEST_F(BulkCommandTest, SeedNeedsToKnowHowMany) {
  fail({"seed"}, 2, "--clients");
  fail({"seed", "--jobs", "1"}, 2, "--clients");
  fail({"seed", "--backups", "-1"}, 2, "--backups");
  fail({"seed", "--backups", "x"}, 2, "--backups");
  fail({"seed", "--backups", "1", "--until", "1970-01-01"}, 2, "--until");
}

TEST(ProgressTest, TellsPartRateAndTimeLeft) {
  EXPECT_EQ(cli::progressText({12345, 0.25}, 10), "25% 12,345 documents, 1,235/s, 0:30 left");
  EXPECT_EQ(cli::progressText({12345, std::nullopt}, 10), "12,345 documents, 1,235/s");
  EXPECT_EQ(cli::progressText({1, 0.001}, 10), "0% 1 document, 0/s, 2:46:30 left");
  EXPECT_EQ(cli::progressText({5, 0.5}, 0.5), "50% 5 documents");
  EXPECT_EQ(cli::groupDigits(-1234567), "-1,234,567");
  EXPECT_EQ(cli::groupDigits(999), "999");
}

TEST(ProgressTest, NothingIsDrawnUnlessShown) {
  std::ostringstream out;
  {
    cli::ProgressBar bar(out, false);
    bar.update({5, 0.5});
  }
  EXPECT_EQ(out.str(), "");
}

using Lines = std::vector<std::string>;

class LineReaderTest : public testing::Test {
 protected:
  /// The lines that a reader returns for this content; "!" for a line that is too long.
  std::vector<std::string> linesOfFile(const std::string& content, std::size_t maxLine) const {
    const fs::path path = folder_.path() / "lines";
    std::ofstream(path, std::ios::binary) << content;
    auto reader = cli::LineReader::open(path, maxLine);
    EXPECT_TRUE(reader);
    EXPECT_EQ(reader.value().size(), static_cast<std::int64_t>(content.size()));
    std::vector<std::string> lines;
    for (;;) {
      const auto line = reader.value().next();
      if (line && !line.value()) break;
      lines.emplace_back(line ? *line.value() : "!");
    }
    EXPECT_EQ(reader.value().bytesRead(), static_cast<std::int64_t>(content.size()));
    return lines;
  }

  TemporaryFolder folder_;
};

TEST_F(LineReaderTest, GivesLinesWithoutTheirEnds) {
  EXPECT_EQ(linesOfFile("", 9), Lines{});
  EXPECT_EQ(linesOfFile("\n", 9), Lines{""});
  EXPECT_EQ(linesOfFile("a\n\nb", 9), (Lines{"a", "", "b"}));
  EXPECT_EQ(linesOfFile("a\r\nb\n", 9), (Lines{"a\r", "b"}));
}

TEST_F(LineReaderTest, PassesOverLinesThatAreTooLong) {
  EXPECT_EQ(linesOfFile("123\n1234\n12\n", 3), (Lines{"123", "!", "12"}));
  EXPECT_EQ(linesOfFile("1234", 3), Lines{"!"});
  const std::string long1 = std::string(1'000'000, 'x');
  EXPECT_EQ(linesOfFile("a\n" + long1 + "\nb\n" + long1, 1000), (Lines{"a", "!", "b", "!"}));
  EXPECT_EQ(linesOfFile(long1 + "\nb", 1'000'000), (Lines{long1, "b"}));
}

TEST(NewFileTest, HasItsNameWhenItIsWhole) {
  const TemporaryFolder folder;
  const fs::path path = folder.path() / "file";
  std::ofstream(path) << "before";
  {
    auto unfinished = cli::NewFile::create(path);
    ASSERT_TRUE(unfinished);
    EXPECT_TRUE(unfinished.value().write("half"));
    EXPECT_EQ(fileContent(path), "before");
  }
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 1);
  auto file = cli::NewFile::create(path);
  ASSERT_TRUE(file);
  EXPECT_TRUE(file.value().write(std::string(1'000'000, 'x')));
  EXPECT_TRUE(file.value().write("end"));
  EXPECT_TRUE(file.value().finish());
  EXPECT_EQ(fileContent(path), std::string(1'000'000, 'x') + "end");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 1);
}

/// The unfinished file of "file" in a folder.
class UnfinishedFileTest : public testing::Test {
 protected:
  const TemporaryFolder folder_;
  const fs::path path_ = folder_.path() / "file";
  const fs::path part_ = folder_.path() / "file.part";
};

TEST_F(UnfinishedFileTest, OfAKilledProgramIsTakenOver) {
  std::ofstream(part_) << "what a killed program has written";
  auto file = cli::NewFile::create(path_);
  ASSERT_TRUE(file) << file.error().message;
  EXPECT_TRUE(file.value().write("new"));
  EXPECT_TRUE(file.value().finish());
  EXPECT_EQ(fileContent(path_), "new");
  EXPECT_FALSE(fs::exists(part_));
}

TEST_F(UnfinishedFileTest, OfARunningProgramStays) {
  auto running = cli::NewFile::create(path_);
  ASSERT_TRUE(running);
  EXPECT_TRUE(running.value().write("theirs"));
  const auto second = cli::NewFile::create(path_);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::StoreBusy);
  EXPECT_TRUE(running.value().finish());
  EXPECT_EQ(fileContent(path_), "theirs");
}

TEST_F(UnfinishedFileTest, IsNoLinkToAnotherFile) {
  const fs::path other = folder_.path() / "other";
  std::ofstream(other) << "precious";
  fs::create_symlink(other, part_);
  EXPECT_FALSE(cli::NewFile::create(path_));
  fs::remove(part_);
  fs::create_hard_link(other, part_);
  EXPECT_FALSE(cli::NewFile::create(path_));
  EXPECT_EQ(fileContent(other), "precious");
}

}  // namespace
}  // namespace freezer::test
