#include "tests/support/program.h"

#include <fstream>

extern char** environ;

namespace freezer::test {
namespace {

/// The same environment for every test, wherever the suite runs: only the options of the
/// sanitizers come from this process.
Environment fixedEnvironment() {
  Environment result = {{"PATH", "/usr/local/bin:/usr/bin:/bin"},
                        {"LANG", "C.UTF-8"},
                        {"TERM", "xterm-256color"},
                        {"TZ", "UTC"}};
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    const std::size_t sign = text.find('=');
    const std::string_view name = text.substr(0, sign);
    if (sign != std::string_view::npos && name.ends_with("SAN_OPTIONS"))
      result.emplace(name, text.substr(sign + 1));
  }
  return result;
}

}  // namespace

pid_t startProgram(Words arguments, const Environment& environment, int in, int out, int err) {
  arguments.insert(arguments.begin(), FREEZER_API);
  return startProcess(arguments, environment, in, out, err);
}

Outcome runProgram(Words arguments, const Environment& environment, std::string_view input) {
  arguments.insert(arguments.begin(), FREEZER_API);
  return runProcess(arguments, environment, input);
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
  const Array list = parsed("{\"list\":" + text + "}").arrayAt("/list");
  EXPECT_TRUE(list) << text;
  for (std::size_t i = 0; list && i < list.size(); ++i)
    result.push_back(Document::viewOf(asObject(list[i])));
  return result;
}

ProgramTest::ProgramTest() : environment_(fixedEnvironment()) {
  environment_["HOME"] = folder_.path();
  environment_["FREEZER_DB"] = folder_.storeUrl();
  environment_["FREEZER_CONFIG_FILE"] = file("empty.conf", "");
}

Outcome ProgramTest::run(const Words& arguments, std::string_view input) const {
  return runProgram(arguments, environment_, input);
}

std::string ProgramTest::succeed(const Words& arguments, std::string_view input) const {
  Outcome outcome = run(arguments, input);
  EXPECT_EQ(outcome.status, 0) << testing::PrintToString(outcome);
  EXPECT_EQ(outcome.err, "");
  if (outcome.out.ends_with('\n')) outcome.out.pop_back();
  return outcome.out;
}

std::string ProgramTest::noted(const Words& arguments, std::string_view input) const {
  const std::string begin = "freezer-api: ";
  Outcome outcome = run(arguments, input);
  EXPECT_EQ(outcome.status, 0) << testing::PrintToString(outcome);
  EXPECT_EQ(outcome.out, "");
  EXPECT_TRUE(outcome.err.starts_with(begin)) << outcome.err;
  if (outcome.err.ends_with('\n')) outcome.err.pop_back();
  return outcome.err.starts_with(begin) ? outcome.err.substr(begin.size()) : outcome.err;
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

Environment ProgramTest::on(const std::filesystem::path& file) const {
  Environment environment = environment_;
  environment["FREEZER_DB"] = "sqlite:///" + file.string();
  return environment;
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
