// The output of every command in every format, compared with the files of tests/cli/goldens.
// FREEZER_WRITE_GOLDENS=1 rewrites the files; review the difference before a commit.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "cli/output/printer.h"
#include "core/freezer.h"
#include "core/store/open.h"
#include "tests/support/program.h"

namespace freezer::test {
namespace {

/// A command with reproducible output.
struct Golden {
  std::string name;  ///< Name of the files.
  Words words;
};

void PrintTo(const Golden& golden, std::ostream* stream) {
  *stream << golden.name;
}

const std::string kBackup = "b0000000000000000000000000000001";

const Golden kGoldens[] = {
    {"backups_list", {"backups", "list"}},
    {"backups_show", {"backups", "show", kBackup}},
    {"backups_patch", {"backups", "patch", kBackup, "--status", "deleted"}},
    {"backups_delete_dry_run", {"backups", "delete", "--match", "mode=fs", "--dry-run"}},
    {"clients_list", {"clients", "list"}},
    {"clients_show", {"clients", "show", "db1.example.org"}},
    {"clients_create", {"clients", "create", "--client-id", "mail1"}},
    {"clients_patch", {"clients", "patch", "db1.example.org", "--description", "x"}},
    {"clients_delete_dry_run", {"clients", "delete", "db1.example.org", "--dry-run"}},
    {"jobs_list", {"jobs", "list"}},
    {"jobs_list_columns",
     {"jobs", "list", "--sort", "client_id", "-c", "JOB_ID", "-c", "job_schedule.schedule_date",
      "-c", "version", "-c", "updated_at", "-c", "job_actions.0.freezer_action.max_level"}},
    {"jobs_list_nothing", {"jobs", "list", "--match", "client_id=nobody"}},
    {"jobs_show", {"jobs", "show", "nightly"}},
    {"jobs_show_columns", {"jobs", "show", "nightly", "-c", "last_run", "-c", "job_schedule"}},
    {"jobs_replace",
     {"jobs", "replace", "once", "--client-id", "web1.example.org", "--set", "job_actions=[]",
      "--set", "job_schedule={}"}},
    {"jobs_patch", {"jobs", "patch", "once", "--description", "x"}},
    {"jobs_delete_dry_run", {"jobs", "delete", "once", "nightly", "--dry-run"}},
    {"jobs_clone", {"jobs", "clone", "nightly", "--job-id", "copy"}},
    {"jobs_start", {"jobs", "start", "once"}},
    {"jobs_start_search", {"jobs", "start", "--match", "client_id=web1.example.org", "--yes"}},
    {"jobs_stop", {"jobs", "stop", "nightly"}},
    {"jobs_abort", {"jobs", "abort", "once", "nightly"}},
    {"jobs_follow", {"jobs", "follow", "once"}},
    {"actions_list", {"actions", "list"}},
    {"actions_show", {"actions", "show", "copy-srv"}},
    {"actions_create", {"actions", "create", "--action-id", "a2", "--action", "info"}},
    {"actions_replace", {"actions", "replace", "a2", "--action", "info"}},
    {"actions_patch", {"actions", "patch", "copy-srv", "--mode", "mysql"}},
    {"actions_edit", {"actions", "edit", "copy-srv"}},
    {"actions_delete_dry_run", {"actions", "delete", "copy-srv", "--dry-run"}},
    {"sessions_list", {"sessions", "list"}},
    {"sessions_show", {"sessions", "show", "weekly"}},
    {"sessions_create", {"sessions", "create", "--session-id", "s2", "--set", "schedule={}"}},
    {"sessions_replace", {"sessions", "replace", "s2", "--set", "schedule={}"}},
    {"sessions_patch", {"sessions", "patch", "weekly", "--description", "x"}},
    {"sessions_delete_dry_run", {"sessions", "delete", "weekly", "--dry-run"}},
    {"sessions_start", {"sessions", "start", "weekly", "nightly", "--current-tag", "2"}},
    {"sessions_end", {"sessions", "end", "weekly", "nightly", "--result", "success"}},
    {"sessions_add_job", {"sessions", "add-job", "weekly", "once"}},
    {"sessions_remove_job", {"sessions", "remove-job", "weekly", "nightly"}},
    {"users_list", {"users", "list", "-c", "id", "-c", "name", "-c", "roles"}},
    {"users_delete_dry_run", {"users", "delete", "alice", "--dry-run", "-c", "id"}},
    {"users_grant", {"users", "grant", "alice", "--project", "home", "--role", "reader"}},
    {"users_revoke", {"users", "revoke", "alice", "--project", "home", "--role", "member"}},
    {"projects_list", {"projects", "list", "-c", "id", "-c", "name"}},
    {"projects_delete_dry_run", {"projects", "delete", "home", "--dry-run", "-c", "NAME"}},
    {"tokens_list", {"tokens", "list", "-c", "user_name", "-c", "project_name"}},
    {"policy_list", {"policy", "list"}},
    {"policy_check", {"policy", "check", "jobs:create", "--as", "member", "--project", "home"}},
    {"export", {"export"}},
    {"db_version", {"db", "version"}},
    {"db_init", {"db", "init"}},
    {"db_upgrade", {"db", "upgrade"}},
    {"db_check", {"db", "check"}},
    {"version", {"version"}},
};

std::string contentOf(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

/// Fills a new store with fixed documents and users.
void fill(const std::string& url) {
  const auto store = openStore(url);
  ASSERT_TRUE(store) << store.error().message;
  Freezer freezer(*store.value());
  std::ifstream file(FREEZER_SOURCE "/tests/cli/data/store.jsonl");
  std::string line;
  const auto next = [&]() -> Result<std::optional<std::string_view>> {
    if (std::getline(file, line)) return std::optional<std::string_view>(line);
    return std::optional<std::string_view>();
  };
  const auto imported = freezer.importLines(next, {.strict = true});
  ASSERT_TRUE(imported) << imported.error().message;
  ASSERT_TRUE(freezer.accounts().createUser("alice", "u1", "secret"));
  ASSERT_TRUE(freezer.accounts().createProject("home", "p1"));
  ASSERT_TRUE(freezer.accounts().grant("alice", "home", "member"));
  ASSERT_TRUE(freezer.tokens().issue("alice", "home", 3600));
}

class EveryOutput : public ProgramTest, public testing::WithParamInterface<Golden> {
 protected:
  EveryOutput() { environment_["EDITOR"] = "sed -i s/fs/mysql/"; }
};

TEST_P(EveryOutput, IsThatOfItsGolden) {
  const std::filesystem::path filled = folder_.path() / "filled.sqlite";
  fill("sqlite:///" + filled.string());
  const std::filesystem::path store = folder_.path() / "store.sqlite";
  for (const std::string& format : cli::formatNames()) {
    SCOPED_TRACE(format);
    std::filesystem::copy_file(filled, store, std::filesystem::copy_options::overwrite_existing);
    Words words = GetParam().words;
    words.insert(words.end(), {"-f", format});
    const std::string printed = run(words).out;
    const std::string golden =
        FREEZER_SOURCE "/tests/cli/goldens/" + GetParam().name + "." + format;
    if (std::getenv("FREEZER_WRITE_GOLDENS") != nullptr)
      std::ofstream(golden, std::ios::binary) << printed;
    EXPECT_TRUE(std::filesystem::exists(golden)) << golden;
    EXPECT_EQ(printed, contentOf(golden)) << golden;
  }
}

INSTANTIATE_TEST_SUITE_P(CommandLine, EveryOutput, testing::ValuesIn(kGoldens),
                         [](const testing::TestParamInfo<Golden>& golden) {
                           return golden.param.name;
                         });

}  // namespace
}  // namespace freezer::test
