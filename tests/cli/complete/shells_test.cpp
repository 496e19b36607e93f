// The completions, in real shells. bash and zsh get a terminal and a key that inserts all
// completions into the line, which is then executed, so that the tests see what the shell made of
// them. fish can print its completions.

#include <filesystem>
#include <set>
#include <sstream>

#include "tests/support/program.h"
#include "tests/support/shell.h"

namespace freezer::test {
namespace {

const std::string kScripts = std::string(FREEZER_SOURCE) + "/completions";

// Ctrl-O inserts all completions. freezer-api is a function that records its arguments; the
// completions call the real program.
constexpr const char* kNote =
    "freezer-api() { for word in \"$@\"; do printf '%s\\n' \"$word\"; done > \"$RESULT\"; }\n";
constexpr const char* kBashSettings =
    "bind '\"\\C-o\": insert-completions'\n"
    "source \"$SCRIPTS/freezer-api.bash\"\n";
constexpr const char* kZshSettings =
    "fpath=(\"$SCRIPTS\" $fpath)\n"
    "autoload -Uz compinit && compinit -u -D\n"
    "insert-all() { _main_complete; compstate[insert]=all; compstate[list]=; }\n"
    "zle -C insert-all complete-word insert-all\n"
    "bindkey '^O' insert-all\n";

class CompletionTest : public ProgramTest, public testing::WithParamInterface<std::string> {
 protected:
  CompletionTest() {
    environment_["PATH"] = programFolder() + ":/usr/bin:/bin";
    environment_["TERM"] = "xterm";
    environment_["INPUTRC"] = "/dev/null";
    environment_["ZDOTDIR"] = folder_.path();
    environment_["SCRIPTS"] = kScripts;
    environment_["RESULT"] = folder_.path() / "result";
    file(".bashrc", std::string(kBashSettings) + kNote);
    file(".zshrc", std::string(kZshSettings) + kNote);
  }

  /// The completions of the last word of `line`, without the option before a "=".
  Words complete(const std::string& line) const {
    const std::size_t space = line.rfind(' ');
    const std::string typed = line.substr(space + 1);
    const std::size_t sign = typed.starts_with("--") ? typed.find('=') : std::string::npos;
    const std::string option = sign == std::string::npos ? "" : typed.substr(0, sign + 1);
    Words found;
    for (const std::string& word : GetParam() == "fish" ? toldByFish(line) : inserted(line))
      if (word != typed)
        found.push_back(word.starts_with(option) ? word.substr(option.size()) : word);
    return found;
  }

  /// Creates a user with any name.
  void addUser(const std::string& name) const {
    succeed({"users", "create", name, "--password-file", "-"}, "a password\n");
  }

 private:
  static Words toldByFish(const Outcome& told) {
    Words words = linesOf(told.out);
    for (std::string& word : words) word.resize(std::min(word.find('\t'), word.size()));
    return words;
  }

  Words toldByFish(const std::string& line) const {
    return toldByFish(runProcess({"/usr/bin/fish", "--no-config", "-c",
                                  "source $SCRIPTS/freezer-api.fish; complete -C $argv[1]", line},
                                 environment_));
  }

  /// The words that replace the last one.
  Words inserted(const std::string& line) const {
    std::filesystem::remove(environment_.at("RESULT"));
    const std::string shell =
        GetParam() == "bash" ? "bash --noprofile --rcfile $ZDOTDIR/.bashrc -i" : "zsh -d -i";
    // A shell would wait forever for the rest of an incomplete line.
    runProcess({"/usr/bin/timeout", "60", "/usr/bin/script", "-qec", shell, "/dev/null"},
               environment_, line + "\x0f\nexit\n");
    Words words = linesOf(fileContent(environment_.at("RESULT")));
    Words before;
    std::istringstream stream(line.substr(line.find(' '), line.rfind(' ') - line.find(' ')));
    for (std::string word; stream >> word;) before.push_back(word);
    EXPECT_TRUE(words.size() >= before.size() &&
                std::equal(before.begin(), before.end(), words.begin()))
        << line;
    words.erase(words.begin(),
                words.begin() + static_cast<std::ptrdiff_t>(std::min(before.size(), words.size())));
    return words;
  }
};

TEST_P(CompletionTest, CompletesNounsVerbsAndOptions) {
  EXPECT_EQ(complete("freezer-api jo"), Words{"jobs"});
  EXPECT_EQ(complete("freezer-api --project p jo"), Words{"jobs"});
  EXPECT_EQ(complete("freezer-api jobs sh"), Words{"show"});
  EXPECT_EQ(complete("freezer-api jobs list --mark"), Words{"--marker"});
  EXPECT_EQ(complete("freezer-api jobs list --conf"), Words{"--config-file"});
  EXPECT_EQ(complete("freezer-api generat"), Words{});
  EXPECT_FALSE(std::filesystem::exists(folder_.path() / "store.sqlite"));
}

TEST_P(CompletionTest, LetsTheUserContinueAKey) {
  EXPECT_EQ(complete("freezer-api jobs list --match client_"), Words{"client_id="});
  succeed({"clients", "create", "--client-id", "web1"});
  EXPECT_EQ(complete("freezer-api jobs list --match client_id=w"), Words{"client_id=web1"});
  EXPECT_EQ(complete("freezer-api jobs list --match=client_id=w"), Words{"client_id=web1"});
  EXPECT_EQ(complete("freezer-api jobs list --sort created_at:d"), Words{"created_at:desc"});
}

TEST_P(CompletionTest, CompletesTheValuesOfAnOption) {
  const Words events = {"start", "stop"};
  EXPECT_EQ(complete("freezer-api jobs create --event st"), events);
  EXPECT_EQ(complete("freezer-api jobs create --event=st"), events);
  EXPECT_EQ(complete("freezer-api backups create --status cr"), Words{"creating"});
  EXPECT_EQ(complete("freezer-api jobs list -f j"), (Words{"json", "jsonl"}));
  EXPECT_EQ(complete("freezer-api clients create --is-central t"), Words{"true"});
  EXPECT_EQ(complete("freezer-api policy check jobs:event:"), Words{"jobs:event:create"});
  EXPECT_FALSE(std::filesystem::exists(folder_.path() / "store.sqlite"));
}

TEST_P(CompletionTest, CompletesFiles) {
  const std::string path = file("sample.json", "{}");
  const std::string begin = path.substr(0, path.size() - 7);
  EXPECT_EQ(complete("freezer-api jobs create --file " + begin), Words{path});
  EXPECT_EQ(complete("freezer-api jobs create --file=" + begin), Words{path});
  EXPECT_EQ(complete("freezer-api --config-file " + begin), Words{path});
}

TEST_P(CompletionTest, CompletesIdsFromTheStore) {
  succeed(someJob("nightly"));
  succeed(someJob("weekly"));
  const Words jobs = {"nightly", "weekly"};
  EXPECT_EQ(complete("freezer-api jobs show "), jobs);
  EXPECT_EQ(complete("freezer-api jobs delete nightly w"), Words{"weekly"});
  EXPECT_EQ(complete("freezer-api sessions add-job site n"), Words{"nightly"});
  EXPECT_EQ(complete("freezer-api jobs list --marker n"), Words{"nightly"});
  EXPECT_EQ(complete("freezer-api jobs list --marker=n"), Words{"nightly"});
  EXPECT_EQ(complete("freezer-api jobs create --client-id h"), Words{"host1"});
}

TEST_P(CompletionTest, LooksForIdsWhereTheLineSays) {
  const TemporaryFolder other;
  succeed({"clients", "create", "--client-id", "here", "--project", "p1"});
  succeed({"clients", "create", "--client-id", "there", "--db", other.storeUrl()});
  EXPECT_EQ(complete("freezer-api --project p1 clients show "), Words{"here"});
  EXPECT_EQ(complete("freezer-api clients show --project=p1 "), Words{"here"});
  EXPECT_EQ(complete("freezer-api --project p2 clients show "), Words{});
  EXPECT_EQ(complete("freezer-api --db " + other.storeUrl() + " clients show "), Words{"there"});
  EXPECT_EQ(complete("freezer-api --db=" + other.storeUrl() + " clients show "), Words{"there"});
}

TEST_P(CompletionTest, IsSilentWhereThereIsNoStoreAndMakesNone) {
  EXPECT_EQ(complete("freezer-api --db nonsense clients show "), Words{});
  EXPECT_EQ(complete("freezer-api clients show "), Words{});
  EXPECT_FALSE(std::filesystem::exists(folder_.path() / "store.sqlite"));
}

TEST_P(CompletionTest, ANameMayHoldAnythingAndIsNotExecuted) {
  const std::string harm = (folder_.path() / "harm").string();
  const std::string names[] = {"$(touch " + harm + ")", "a 'b\" c", "a:b\\c=d",
                               "`touch " + harm + "`"};
  for (const std::string& name : names) addUser(name);
  const Words found = complete("freezer-api users delete ");
  EXPECT_EQ(std::set(found.begin(), found.end()), std::set(std::begin(names), std::end(names)));
  EXPECT_FALSE(std::filesystem::exists(harm));
}

INSTANTIATE_TEST_SUITE_P(Shells, CompletionTest, testing::Values("bash", "zsh", "fish"),
                         [](const testing::TestParamInfo<std::string>& shell) {
                           return shell.param;
                         });

}  // namespace
}  // namespace freezer::test
