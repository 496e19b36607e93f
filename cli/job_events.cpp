#include <memory>

#include "cli/commands.h"

namespace freezer::cli {
namespace {

Result<void> printResult(const Context& context, const std::string& result) {
  Document answer;
  answer.set("/result", result);
  return context.answer(answer, result);
}

Result<void> runEvent(const Context& context, JobEvent event, const std::vector<std::string>& ids) {
  return withFreezer(context, [&](Freezer& freezer) -> Result<void> {
    for (const std::string& id : ids) {
      const Result<std::string> result = freezer.sendEvent(context.caller(), id, event);
      if (!result) return result.error();
      if (const auto printed = printResult(context, result.value()); !printed) return printed;
    }
    return {};
  });
}

void addEvent(const Command& jobs, JobEvent event, std::string_view help, Context& context) {
  const Command command = jobs.add(toString(event), help);
  const auto ids = std::make_shared<std::vector<std::string>>();
  command.words({idName(resourceOf(Kind::Job)), "Which ones.", ""}, *ids);
  command.example("freezer-api jobs " + std::string(toString(event)) + " nightly");
  command.onRun(
      configured(context, [&context, event, ids] { return runEvent(context, event, *ids); }));
}

}  // namespace

void addJobEvents(const Command& jobs, Context& context) {
  addEvent(jobs, JobEvent::Start, "Ask the schedulers of jobs to start them.", context);
  addEvent(jobs, JobEvent::Stop, "Ask the schedulers of jobs to stop them.", context);
  addEvent(jobs, JobEvent::Abort, "Ask the schedulers of jobs to abort their run.", context);
}

}  // namespace freezer::cli
