#include <chrono>
#include <memory>
#include <optional>
#include <thread>
#include <utility>

#include "cli/caller.h"
#include "cli/commands/commands.h"
#include "cli/input/named_document.h"
#include "cli/output/list_printer.h"
#include "cli/output/text.h"
#include "cli/output/units.h"
#include "core/pointers.h"

namespace freezer::cli {
namespace {

constexpr std::chrono::seconds kBetweenLooks{1};

/// The part of a job that tells about its run.
struct RunState {
  std::string event;
  std::string status;
  std::string result;

  bool operator==(const RunState&) const = default;
};

RunState runStateOf(const Document& job) {
  return {job.textAt(at::kJobEvent), job.textAt(at::kJobStatus), job.textAt(at::kJobResult)};
}

/// Whether the job neither runs nor is requested to.
bool isIdle(const RunState& state) {
  return state.event.empty() && state.status != "running" && state.status != "aborting";
}

/// Whether the run of a job that was not idle has ended. Between the request and the run, a
/// scheduler sets the status scheduled, with the empty result; after the run of a job that runs
/// again, with the result.
bool isOver(const RunState& state) {
  return isIdle(state) && (state.status != "scheduled" || !state.result.empty());
}

/// "start requested", "running, stop requested", "completed, success".
std::string readable(const RunState& state) {
  const std::string event = state.event.empty() ? "" : state.event + " requested";
  std::string text;
  for (const std::string& part : {state.status, state.result, event}) {
    if (!part.empty()) text.append(text.empty() ? "" : ", ").append(part);
  }
  return text.empty() ? "not started" : text;
}

ColumnSet changeColumns() {
  return {.usual = {{"time", "TIME", "/time", timeCell},
                    {"event", "EVENT", "/event"},
                    {"status", "STATUS", "/status"},
                    {"result", "RESULT", "/result"}},
          .others = {{"job_id", "JOB_ID", "/job_id"}},
          .envelope = {}};
}

/// A line must be complete when its change is known: JSON is printed as lines, and the columns of a
/// table as values.
Output lineOutput(const Context& context) {
  Output output = context.output();
  if (output.format == Format::Json) output.format = Format::Jsonl;
  if (output.format == Format::Table && !output.columns.empty()) output.format = Format::Value;
  return output;
}

/// Prints each change of a job at once.
class ChangePrinter {
 public:
  static Result<ChangePrinter> make(const Context& context) {
    const Output output = lineOutput(context);
    Result<ListPrinter> lines = ListPrinter::make(output, changeColumns());
    if (!lines) return lines.error();
    return ChangePrinter(output, std::move(lines).value());
  }

  void print(const Record& job, const RunState& state) {
    const std::int64_t time = job.updated_at;
    if (output_.format == Format::Table) {
      const std::string when =
          output_.times ? timeTextAs(*output_.times, time) : localSecondText(time);
      output_.stream << when << "  " << printable(readable(state)) << '\n';
    } else {
      Item item;
      item.document.set("/time", time);
      item.document.set("/job_id", job.id);
      item.document.set("/event", state.event);
      item.document.set("/status", state.status);
      item.document.set("/result", state.result);
      lines_.add(item);
    }
    output_.stream.flush();
  }

 private:
  ChangePrinter(Output output, ListPrinter lines)
      : output_(std::move(output)), lines_(std::move(lines)) {}

  Output output_;
  ListPrinter lines_;
};

/// Looks at the job again after a while. NotFound if it was deleted.
Result<Record> lookAgain(const Freezer& freezer, const Caller& caller, const std::string& id) {
  while (true) {
    std::this_thread::sleep_for(kBetweenLooks);
    Result<Record> job = freezer.show(resourceOf(Kind::Job), caller, id);
    if (job || job.error().code != ErrorCode::StoreBusy) {
      const bool isGone = !job && job.error().code == ErrorCode::NotFound;
      return isGone ? Error{ErrorCode::NotFound, "the job " + id + " was deleted"} : job;
    }
  }
}

/// Prints the job and its changes until it is over, and returns its last state.
Result<RunState> followToEnd(const Context& context, const Freezer& freezer, const Caller& caller,
                             Record job, ChangePrinter& printer) {
  std::optional<RunState> before;
  while (true) {
    const Result<Document> document = documentOf(job);
    if (!document) return document.error();
    RunState state = runStateOf(document.value());
    if (state != before) printer.print(job, state);
    if (!before && isIdle(state)) {
      context.note("the job " + job.id + " is not running, and no event is requested");
      return state;
    }
    if (isOver(state) || !context.out) return state;
    before = std::move(state);
    Result<Record> next = lookAgain(freezer, caller, job.id);
    if (!next) return next.error();
    job = std::move(next).value();
  }
}

Result<void> runFollow(Context& context, const std::string& given) {
  Result<ChangePrinter> printer = ChangePrinter::make(context);
  if (!printer) return printer.error();
  return readAsCaller(context, [&](const Freezer& freezer, const Caller& caller) -> Result<void> {
    const Resource& jobs = resourceOf(Kind::Job);
    Result<Record> job = withNamed(freezer, jobs, caller, given, [&](const std::string& id) {
      return freezer.show(jobs, caller, id);
    });
    if (!job) return job.error();
    const auto last =
        followToEnd(context, freezer, caller, std::move(job).value(), printer.value());
    if (!last) return last.error();
    if (last.value().result != "success") context.verdict = kNoSuccess;
    return {};
  });
}

}  // namespace

void addJobFollow(const Command& jobs, Context& context) {
  const Command follow = jobs.add(
      "follow",
      "Print the state of a job, and each change of it until its run has ended. The exit status "
      "is 0 if the result is success, else 12.");
  const auto id = std::make_shared<std::string>();
  follow.required({idName(resourceOf(Kind::Job)), "ID of the job.", ""}, *id);
  follow.example("freezer-api jobs follow nightly");
  follow.example("freezer-api jobs follow nightly -f json");
  follow.onRun(configured(context, [&context, id] { return runFollow(context, *id); }));
}

}  // namespace freezer::cli
