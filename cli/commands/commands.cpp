#include "cli/commands/commands.h"

#include <Poco/String.h>

#include <string_view>

namespace freezer::cli {
namespace {

/// Of all verbs of all kinds. The command is at the beginning of each line.
constexpr std::string_view kExamples[] = {
    "freezer-api backups list --match hostname=web1 --since 2026-01-01 --sort time_stamp:desc",
    "freezer-api backups list -f csv -c backup_name -c size",
    "freezer-api backups list --since 30d --count-by hostname,status",
    "freezer-api backups show 5b0a1c3d5b0a1c3d5b0a1c3d5b0a1c3d -f yaml",
    "freezer-api backups create --container backups --hostname web1 --backup-name web1",
    "freezer-api backups patch 5b0a1c3d5b0a1c3d5b0a1c3d5b0a1c3d --status deleted",
    "freezer-api backups delete 5b0a1c3d5b0a1c3d5b0a1c3d5b0a1c3d",
    "freezer-api backups delete --until 2025-12-31 --dry-run",
    "freezer-api backups edit 5b0a1c3d",

    "freezer-api clients list --match is_central=true",
    "freezer-api clients show web1.example.org",
    "freezer-api clients create --client-id web1.example.org --description 'the web server'",
    "freezer-api clients patch web1.example.org --supported-modes fs,mysql",
    "freezer-api clients delete web1.example.org",
    "freezer-api clients delete web1.example.org --with-jobs --dry-run",
    "freezer-api clients edit web1.example.org",

    "freezer-api jobs list --match client_id=web1.example.org",
    "freezer-api jobs list --match job_schedule.result=fail -f value -c job_id",
    "freezer-api jobs list --sort client_id,last_run:desc",
    "freezer-api jobs show nightly -c job_schedule.status -f value",
    ("freezer-api jobs create --job-id nightly --client-id web1.example.org "
     "--schedule-interval '1 days' --set job_actions.0.freezer_action.action=backup"),
    "freezer-api jobs create --file nightly.json",
    "freezer-api jobs replace nightly --file nightly.json",
    "freezer-api jobs patch nightly --schedule-interval '2 days'",
    "freezer-api jobs delete nightly weekly",
    "freezer-api jobs edit nightly",
    "freezer-api jobs clone nightly --client-id web2.example.org",

    "freezer-api actions list --match action=backup",
    "freezer-api actions show etc",
    "freezer-api actions create --action-id etc --action backup --path-to-backup /etc",
    "freezer-api actions replace etc --file etc.json",
    "freezer-api actions patch etc --set freezer_action.max_level=7",
    "freezer-api actions delete etc",
    "freezer-api actions edit etc",

    "freezer-api sessions list --match-not result=success",
    "freezer-api sessions show site",
    "freezer-api sessions create --session-id site --schedule-interval '1 days'",
    "freezer-api sessions replace site --file site.json",
    "freezer-api sessions patch site --hold-off 60",
    "freezer-api sessions delete site",
    "freezer-api sessions edit site",
};

}  // namespace

void addExamples(const Command& command, const Resource& resource, std::string_view verb) {
  const std::string beginning =
      "freezer-api " + std::string(resource.plural) + " " + std::string(verb) + " ";
  for (const std::string_view example : kExamples)
    if (example.starts_with(beginning)) command.example(std::string(example));
}

std::string idName(const Resource& resource) {
  return Poco::toUpper(std::string(resource.idField));
}

Result<void> answerChange(const Context& context, const Resource& resource, const Record& record,
                          const std::string& word) {
  Document answer;
  answer.set("/" + std::string(resource.idField), record.id);
  answer.set("/version", record.version);
  return context.answer(answer, word);
}

}  // namespace freezer::cli
