#include <memory>

#include "cli/commands/commands.h"
#include "cli/input/named_document.h"

namespace freezer::cli {
namespace {

ColumnSet eventColumns() {
  return {.usual = {{"job_id", "JOB_ID", "/job_id"}, {"result", "RESULT", "/result"}},
          .others = {},
          .envelope = {}};
}

/// Prints all results in the format of -f. Without -f, each result is printed already.
Result<void> printResults(const Context& context, const std::vector<Item>& results) {
  return context.printing.format ? printList(context.output(), eventColumns(), results)
                                 : Result<void>();
}

Result<void> runEvent(const Context& context, JobEvent event, const std::vector<std::string>& ids) {
  return withFreezer(context, [&](Freezer& freezer) -> Result<void> {
    const Caller caller = context.caller();
    std::vector<Item> results;
    for (const std::string& id : ids) {
      std::string named;
      const Result<std::string> result =
          withNamed(freezer, resourceOf(Kind::Job), caller, id, [&](const std::string& job) {
            named = job;
            return freezer.sendEvent(caller, job, event);
          });
      if (!result) {
        const auto printed = printResults(context, results);
        return printed ? result.error() : printed;
      }
      if (!context.printing.format) context.out << result.value() << '\n';
      Item& item = results.emplace_back();
      item.document.set("/job_id", named);
      item.document.set("/result", result.value());
    }
    return printResults(context, results);
  });
}

void addEvent(const Command& jobs, JobEvent event, std::string_view help, Context& context) {
  const Command command = jobs.add(toString(event), help);
  const auto ids = std::make_shared<std::vector<std::string>>();
  command.words({idName(resourceOf(Kind::Job)), "IDs of the jobs.", ""}, *ids);
  command.example("freezer-api jobs " + std::string(toString(event)) + " nightly");
  command.onRun(
      configured(context, [&context, event, ids] { return runEvent(context, event, *ids); }));
}

}  // namespace

void addJobEvents(const Command& jobs, Context& context) {
  addEvent(jobs, JobEvent::Start, "Request the start of jobs from their schedulers.", context);
  addEvent(jobs, JobEvent::Stop, "Request the stop of jobs from their schedulers.", context);
  addEvent(jobs, JobEvent::Abort, "Request the abort of running jobs from their schedulers.",
           context);
}

}  // namespace freezer::cli
