#include "cli/commands/commands.h"

#include <Poco/String.h>

namespace freezer::cli {
namespace {

struct Example {
  Kind kind;
  Verb verb;
  const char* line;
};

constexpr Example kExamples[] = {
    {Kind::Backup, Verb::List,
     "freezer-api backups list --match hostname=web1 --since 2026-01-01 --sort time_stamp:desc"},
    {Kind::Backup, Verb::List, "freezer-api backups list -f csv -c backup_name -c size"},
    {Kind::Backup, Verb::List, "freezer-api backups list --since 30d --count-by hostname,status"},
    {Kind::Backup, Verb::Show, "freezer-api backups show 5b0a1c3d5b0a1c3d5b0a1c3d5b0a1c3d -f yaml"},
    {Kind::Backup, Verb::Create,
     "freezer-api backups create --container backups --hostname web1 --backup-name web1"},
    {Kind::Backup, Verb::Patch,
     "freezer-api backups patch 5b0a1c3d5b0a1c3d5b0a1c3d5b0a1c3d --status deleted"},
    {Kind::Backup, Verb::Delete, "freezer-api backups delete 5b0a1c3d5b0a1c3d5b0a1c3d5b0a1c3d"},

    {Kind::Backup, Verb::Delete, "freezer-api backups delete --until 2025-12-31 --dry-run"},

    {Kind::Client, Verb::List, "freezer-api clients list --match is_central=true"},
    {Kind::Client, Verb::Show, "freezer-api clients show web1.example.org"},
    {Kind::Client, Verb::Create,
     "freezer-api clients create --client-id web1.example.org --description 'the web server'"},
    {Kind::Client, Verb::Patch,
     "freezer-api clients patch web1.example.org --supported-modes fs,mysql"},
    {Kind::Client, Verb::Delete, "freezer-api clients delete web1.example.org"},
    {Kind::Client, Verb::Delete,
     "freezer-api clients delete web1.example.org --with-jobs --dry-run"},

    {Kind::Job, Verb::List, "freezer-api jobs list --match client_id=web1.example.org"},
    {Kind::Job, Verb::List,
     "freezer-api jobs list --match job_schedule.result=fail -f value -c job_id"},
    {Kind::Job, Verb::List, "freezer-api jobs list --sort client_id,last_run:desc"},
    {Kind::Job, Verb::Show, "freezer-api jobs show nightly -c job_schedule.status -f value"},
    {Kind::Job, Verb::Create,
     "freezer-api jobs create --job-id nightly --client-id web1.example.org "
     "--schedule-interval '1 days' --set job_actions.0.freezer_action.action=backup"},
    {Kind::Job, Verb::Create, "freezer-api jobs create --file nightly.json"},
    {Kind::Job, Verb::Replace, "freezer-api jobs replace nightly --file nightly.json"},
    {Kind::Job, Verb::Patch, "freezer-api jobs patch nightly --schedule-interval '2 days'"},
    {Kind::Job, Verb::Delete, "freezer-api jobs delete nightly weekly"},

    {Kind::Action, Verb::List, "freezer-api actions list --match action=backup"},
    {Kind::Action, Verb::Show, "freezer-api actions show etc"},
    {Kind::Action, Verb::Create,
     "freezer-api actions create --action-id etc --action backup --path-to-backup /etc"},
    {Kind::Action, Verb::Replace, "freezer-api actions replace etc --file etc.json"},
    {Kind::Action, Verb::Patch, "freezer-api actions patch etc --set freezer_action.max_level=7"},
    {Kind::Action, Verb::Delete, "freezer-api actions delete etc"},

    {Kind::Session, Verb::List, "freezer-api sessions list --match-not result=success"},
    {Kind::Session, Verb::Show, "freezer-api sessions show site"},
    {Kind::Session, Verb::Create,
     "freezer-api sessions create --session-id site --schedule-interval '1 days'"},
    {Kind::Session, Verb::Replace, "freezer-api sessions replace site --file site.json"},
    {Kind::Session, Verb::Patch, "freezer-api sessions patch site --hold-off 60"},
    {Kind::Session, Verb::Delete, "freezer-api sessions delete site"},
};

}  // namespace

void addExamples(const Command& command, const Resource& resource, Verb verb) {
  for (const Example& example : kExamples)
    if (example.kind == resource.kind && example.verb == verb) command.example(example.line);
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
