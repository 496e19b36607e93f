// The changes of a job that "jobs follow" prints until the job ends.

#include <fcntl.h>
#include <unistd.h>

#include <csignal>

#include "tests/support/await.h"
#include "tests/support/program.h"

namespace freezer::test {
namespace {

/// "jobs follow" as a process beside the test.
class Follower {
 public:
  Follower(const Words& arguments, const Environment& environment,
           const std::filesystem::path& folder)
      : out_(folder / "out"), err_(folder / "err") {
    Words words = {"jobs", "follow"};
    words.insert(words.end(), arguments.begin(), arguments.end());
    const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    const int out = ::open(out_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    const int err = ::open(err_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    process_ = startProgram(words, environment, nothing, out, err);
    for (const int descriptor : {nothing, out, err}) ::close(descriptor);
  }
  Follower(const Follower&) = delete;
  Follower& operator=(const Follower&) = delete;
  ~Follower() {
    if (process_ < 0) return;
    ::kill(process_, SIGKILL);
    waitForEnd(process_);
  }

  /// The last line that it prints, once it has printed `count` lines.
  std::string line(std::size_t count) const {
    EXPECT_TRUE(await([&] { return lines().size() >= count; })) << errors();
    return lines().size() == count ? lines().back() : "another number of lines";
  }

  Words lines() const { return linesOf(fileContent(out_)); }
  std::string errors() const { return fileContent(err_); }

  int end() { return waitForEnd(std::exchange(process_, -1)); }

  int endBy(int signal) {
    ::kill(process_, signal);
    return end();
  }

 private:
  std::filesystem::path out_;
  std::filesystem::path err_;
  pid_t process_;
};

class JobFollowTest : public ProgramTest {
 protected:
  JobFollowTest() { succeed(someJob("j1")); }

  /// Reports a state of the job, as its scheduler does.
  void report(const std::string& status, const std::string& result) const {
    succeed({"jobs", "patch", "j1", "--set", "job_schedule.event=", "--set",
             "job_schedule.status=" + status, "--set", "job_schedule.result=" + result});
  }

  Follower follow(const Words& options) const {
    Words words = {"j1"};
    words.insert(words.end(), options.begin(), options.end());
    return {words, environment_, folder_.path()};
  }
};

TEST_F(JobFollowTest, PrintsEachStateUntilTheJobSucceeds) {
  succeed({"jobs", "start", "j1"});
  Follower follower = follow({"-f", "table"});
  EXPECT_TRUE(follower.line(1).ends_with("  start requested"));
  report("scheduled", "");
  EXPECT_TRUE(follower.line(2).ends_with("  scheduled"));
  report("running", "");
  EXPECT_TRUE(follower.line(3).ends_with("  running"));
  report("completed", "success");
  EXPECT_EQ(follower.end(), 0);
  EXPECT_TRUE(follower.line(4).ends_with("  completed, success"));
  EXPECT_EQ(follower.errors(), "");
}

TEST_F(JobFollowTest, AFailureHasAnExitStatusOfItsOwn) {
  report("running", "");
  Follower follower = follow({"-f", "value", "-c", "status", "-c", "result"});
  EXPECT_EQ(follower.line(1), "running\t");
  report("completed", "fail");
  EXPECT_EQ(follower.end(), 12);
  EXPECT_EQ(follower.line(2), "completed\tfail");
}

TEST_F(JobFollowTest, EndsAfterTheRunOfAJobThatRunsAgain) {
  report("running", "");
  Follower follower = follow({});
  follower.line(1);
  report("scheduled", "success");
  EXPECT_EQ(follower.end(), 0);
}

TEST_F(JobFollowTest, PrintsAnObjectOnEachLine) {
  report("running", "");
  Follower follower = follow({"-f", "json"});
  const Document first = parsed(follower.line(1));
  EXPECT_EQ(first.textAt("/job_id"), "j1");
  EXPECT_EQ(first.textAt("/status"), "running");
  EXPECT_GT(first.integerAt("/time", 0), 0);
  succeed({"jobs", "stop", "j1"});
  EXPECT_EQ(parsed(follower.line(2)).textAt("/event"), "stop");
  EXPECT_EQ(follower.endBy(SIGINT), 130);
  EXPECT_EQ(follower.errors(), "");
}

TEST_F(JobFollowTest, OtherChangesAreNotPrinted) {
  report("running", "");
  Follower follower = follow({});
  follower.line(1);
  succeed({"jobs", "patch", "j1", "--description", "x"});
  report("completed", "success");
  EXPECT_EQ(follower.end(), 0);
  follower.line(2);
}

TEST_F(JobFollowTest, SaysThatTheJobWasDeleted) {
  report("running", "");
  Follower follower = follow({});
  follower.line(1);
  noted({"jobs", "delete", "j1"});
  EXPECT_EQ(follower.end(), 3);
  EXPECT_EQ(follower.errors(), "freezer-api: the job j1 was deleted\n");
}

TEST_F(JobFollowTest, AJobThatDoesNotRunIsNotAwaited) {
  const Outcome idle = run({"jobs", "follow", "j", "-f", "table", "--time", "seconds"});
  EXPECT_EQ(idle.status, 12);
  EXPECT_TRUE(idle.out.ends_with("  not started\n")) << idle.out;
  EXPECT_EQ(idle.err, "freezer-api: the job j1 is not running, and no event is requested\n");
  report("scheduled", "");
  EXPECT_EQ(run({"jobs", "follow", "j1"}).status, 12);
  report("completed", "success");
  EXPECT_EQ(run({"jobs", "follow", "j1"}).status, 0);
  fail({"jobs", "follow", "missing"}, 3, "missing");
}

}  // namespace
}  // namespace freezer::test
