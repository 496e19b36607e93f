#include <memory>

#include "cli/caller.h"
#include "cli/commands/commands.h"
#include "cli/input/document_input.h"
#include "cli/input/named_document.h"
#include "core/pointers.h"
#include "core/rules/envelope.h"
#include "core/rules/records.h"
#include "core/rules/session_links.h"

namespace freezer::cli {
namespace {

struct CloneOptions {
  std::string id;
  DocumentInput input{kJobs, Target::Body};
};

/// The steps of a job as new actions.
Array stepsOf(const Document& job) {
  Array steps = Array::make();
  const Array entries = job.arrayAt(at::kJobActions);
  for (std::size_t i = 0; entries && i < entries.size(); ++i) {
    Document step = acceptBody(kActions, Document::viewOf(asObject(entries[i]))).clone();
    step.remove(at::kActionId);
    steps.add(step.object());
  }
  return steps;
}

/// The body of a new job that does what `job` does: without IDs, session and state.
Document copyOf(const Document& job) {
  Document copy = acceptBody(kJobs, job).clone();
  for (const char* const member : {"job_id", "session_id", "session_tag", "session_name"})
    copy.object().remove(member);
  if (const Object schedule = copy.objectAt(at::kJobSchedule)) {
    for (const auto& [key, value] : schedule.copyOfMembers())
      if (!isScheduleKey(key)) copy.remove(at::member(at::kJobSchedule, escapePointer(key)));
  }
  copy.set(at::kJobActions, stepsOf(job));
  return copy;
}

Result<void> runClone(const Context& context, const CloneOptions& options) {
  return changeAsCaller(context, [&](Freezer& freezer, const Caller& caller) -> Result<void> {
    const Result<Record> original =
        withNamed(freezer, kJobs, caller, options.id,
                  [&](const std::string& id) { return freezer.show(kJobs, caller, id); });
    if (!original) return original.error();
    const Result<Document> job = documentOf(original.value());
    if (!job) return job.error();
    const Result<Document> body =
        options.input.change(context, copyOf(job.value()), NullMeaning::Removal);
    if (!body) return body.error();
    const Result<Record> record = freezer.create(kJobs, caller, body.value());
    if (!record) return record.error();
    return answerChange(context, kJobs, record.value(), record.value().id);
  });
}

}  // namespace

void addJobClone(const Command& jobs, Context& context) {
  const Command clone = jobs.add(
      "clone",
      "Create a job like another one, outside its session and never run, and print its ID.");
  const auto options = std::make_shared<CloneOptions>();
  clone.required({idName(kJobs), "ID of the job to copy.", ""}, options->id);
  options->input.declareChanges(clone);
  addExamples(clone, kJobs, "clone");
  clone.onRun(configured(context, [&context, options] { return runClone(context, *options); }));
}

}  // namespace freezer::cli
