#include "tests/support/program.h"

#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>
#include <fstream>
#include <iterator>
#include <ostream>

extern char** environ;

namespace freezer::test {
namespace {

std::string contentOf(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// What a sanitizer or a tool needs of our own environment, and no setting.
Environment inherited() {
  Environment result;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    const std::size_t sign = text.find('=');
    const std::string_view name = text.substr(0, sign);
    if (sign == std::string_view::npos || name.starts_with("FREEZER_") ||
        name.starts_with("XDG_") || name == "HOME")
      continue;
    result.emplace(name, text.substr(sign + 1));
  }
  return result;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (std::string& text : texts) result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

/// A file of no name, for one of the standard streams of a program.
class StreamFile {
 public:
  explicit StreamFile(std::string_view content = "")
      : number_(::memfd_create("stream", MFD_CLOEXEC)) {
    while (!content.empty()) {
      const ssize_t size = ::write(number_, content.data(), content.size());
      if (size <= 0) throw std::runtime_error("no file for a stream");
      content.remove_prefix(static_cast<std::size_t>(size));
    }
    ::lseek(number_, 0, SEEK_SET);
  }
  StreamFile(const StreamFile&) = delete;
  StreamFile& operator=(const StreamFile&) = delete;
  ~StreamFile() { ::close(number_); }

  int number() const { return number_; }
  std::string content() const { return contentOf("/proc/self/fd/" + std::to_string(number_)); }

 private:
  int number_;
};

}  // namespace

void PrintTo(const Outcome& outcome, std::ostream* stream) {
  *stream << "status " << outcome.status << "\nout: " << outcome.out << "\nerr: " << outcome.err;
}

pid_t startProgram(const Words& arguments, const Environment& environment, int in, int out,
                   int err) {
  std::vector<std::string> words = {FREEZER_API};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> settings;
  for (const auto& [name, value] : environment) settings.push_back(name + "=" + value);

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err, STDERR_FILENO);
  pid_t process = -1;
  const int failure = ::posix_spawn(&process, FREEZER_API, &actions, nullptr,
                                    pointers(words).data(), pointers(settings).data());
  posix_spawn_file_actions_destroy(&actions);
  if (failure != 0) throw std::runtime_error(std::strerror(failure));
  return process;
}

int waitForEnd(pid_t process) {
  int status = 0;
  while (::waitpid(process, &status, 0) < 0) {
    if (errno != EINTR) throw std::runtime_error(std::strerror(errno));
  }
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

Document parsed(const std::string& text) {
  Result<Document> document = Document::parse(text);
  if (!document) {
    ADD_FAILURE() << document.error().message << " in: " << text;
    return {};
  }
  return std::move(document).value();
}

std::vector<Document> parsedList(const std::string& text) {
  std::vector<Document> result;
  const ArrayPtr list = parsed("{\"list\":" + text + "}").arrayAt("/list");
  EXPECT_TRUE(list) << text;
  for (std::size_t i = 0; list && i < list->size(); ++i)
    result.emplace_back(asObject(list->get(static_cast<unsigned>(i))));
  return result;
}

ProgramTest::ProgramTest() : environment_(inherited()) {
  environment_["HOME"] = folder_.path();
  environment_["FREEZER_DB"] = folder_.storeUrl();
  environment_["FREEZER_CONFIG_FILE"] = file("empty.conf", "");
}

Outcome ProgramTest::run(const Words& arguments, std::string_view input) const {
  const StreamFile in(input);
  const StreamFile out;
  const StreamFile err;
  const pid_t process =
      startProgram(arguments, environment_, in.number(), out.number(), err.number());
  const int status = waitForEnd(process);
  return {status, out.content(), err.content()};
}

std::string ProgramTest::succeed(const Words& arguments, std::string_view input) const {
  Outcome outcome = run(arguments, input);
  EXPECT_EQ(outcome.status, 0) << testing::PrintToString(outcome);
  EXPECT_EQ(outcome.err, "");
  if (outcome.out.ends_with('\n')) outcome.out.pop_back();
  return outcome.out;
}

void ProgramTest::fail(const Words& arguments, int status, const std::string& message,
                       std::string_view input) const {
  const Outcome outcome = run(arguments, input);
  EXPECT_EQ(outcome.status, status) << testing::PrintToString(outcome);
  EXPECT_EQ(outcome.out, "");
  EXPECT_TRUE(outcome.err.starts_with("freezer-api: ")) << outcome.err;
  EXPECT_TRUE(outcome.err.ends_with("\n")) << outcome.err;
  EXPECT_NE(outcome.err.find(message), std::string::npos) << outcome.err;
}

Document ProgramTest::show(const std::string& noun, const std::string& id) const {
  return parsed(succeed({noun, "show", id}));
}

std::string ProgramTest::file(const std::string& name, std::string_view content) const {
  const std::filesystem::path path = folder_.path() / name;
  std::ofstream(path, std::ios::binary) << content;
  return path;
}

Words ProgramTest::someJob(const std::string& id) const {
  succeed({"clients", "create", "--client-id", "host1"});
  return {"jobs",
          "create",
          "--job-id",
          id,
          "--client-id",
          "host1",
          "--schedule-interval",
          "1 days",
          "--set",
          "job_actions.0.freezer_action.action=backup"};
}

}  // namespace freezer::test
