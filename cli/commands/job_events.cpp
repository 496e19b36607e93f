#include <memory>

#include "cli/commands/chosen_documents.h"
#include "cli/commands/commands.h"

namespace freezer::cli {
namespace {

using Ids = ChosenDocuments::Ids;

struct EventCommand {
  JobEvent event;
  std::string_view sent;  ///< "started"
  std::string_view help;
};

constexpr EventCommand kEventCommands[] = {
    {JobEvent::Start, "started", "Request the start of jobs from their schedulers"},
    {JobEvent::Stop, "stopped", "Request the stop of jobs from their schedulers"},
    {JobEvent::Abort, "aborted", "Request the abort of running jobs from their schedulers"},
};

constexpr const char* kChoice =
    ", by ID or of all jobs that match a search. Nothing is requested if an ID does not exist. "
    "Asks for confirmation of a search.";

ColumnSet eventColumns() {
  return {.usual = {{"job_id", "JOB_ID", "/job_id"}, {"result", "RESULT", "/result"}},
          .others = {},
          .envelope = {}};
}

/// Sends the event to the jobs, up to the first failure, and prints the results: with their IDs, or
/// only `words`.
Result<void> sendTo(const Context& context, Freezer& freezer, const Caller& caller, JobEvent event,
                    const Ids& ids, bool words) {
  std::vector<Item> results;
  Result<void> sent;
  for (const std::string& id : ids) {
    const Result<std::string> result = freezer.sendEvent(caller, id, event);
    if (!result) {
      sent = result.error();
      break;
    }
    if (words) context.out << result.value() << '\n';
    Item& item = results.emplace_back();
    item.document.set("/job_id", id);
    item.document.set("/result", result.value());
  }
  if (words) return sent;
  const auto printed = printList(context.output(), eventColumns(), results);
  return printed ? sent : printed;
}

Result<void> runEvent(const Context& context, JobEvent event, const ChosenDocuments& chosen) {
  const bool words = !context.printing.format && !chosen.isSearch();
  return chosen.change(context,
                       {.verb = toString(event),
                        .canBeUndone = true,
                        .prepare = {},
                        .run = [&](Freezer& freezer, const Caller& caller, const Ids& ids) {
                          return sendTo(context, freezer, caller, event, ids, words);
                        }});
}

void addEvent(const Command& jobs, const EventCommand& event, Context& context) {
  const Command command = jobs.add(toString(event.event), std::string(event.help) + kChoice);
  const auto chosen = std::make_shared<ChosenDocuments>();
  chosen->declare(command, resourceOf(Kind::Job), event.sent);
  const std::string name = "freezer-api jobs " + std::string(toString(event.event));
  command.example(name + " nightly");
  command.example(name + " --match client_id=web1.example.org --dry-run");
  command.onRun(configured(
      context, [&context, &event, chosen] { return runEvent(context, event.event, *chosen); }));
}

}  // namespace

void addJobEvents(const Command& jobs, Context& context) {
  for (const EventCommand& event : kEventCommands) addEvent(jobs, event, context);
}

}  // namespace freezer::cli
