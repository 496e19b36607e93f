#include <memory>

#include "cli/caller.h"
#include "cli/commands/commands.h"
#include "cli/input/named_document.h"
#include "core/rules/records.h"
#include "core/text.h"

namespace freezer::cli {
namespace {

/// The arguments of all four verbs; some verbs use only some of them.
struct SessionOptions {
  std::string session_id;
  std::string job_id;
  std::optional<std::string> tag;
  std::string result;
};

using Options = std::shared_ptr<SessionOptions>;

/// What the verbs work with.
struct Place {
  const Context& context;
  Freezer& freezer;
  const Caller& caller;
};
using Work = Result<void> (*)(const Place&, const SessionOptions&);

Result<void> printAnswer(const Context& context, const Result<SessionAnswer>& answer) {
  if (!answer) return answer.error();
  Document object;
  object.set("/result", answer.value().result);
  object.set("/session_tag", answer.value().session_tag);
  return context.answer(object, answer.value().result);
}

/// The given tag, or the one of the session.
Result<std::int64_t> tagOf(const Place& at, const SessionOptions& options) {
  if (options.tag) {
    if (const auto tag = parseInteger(*options.tag)) return *tag;
    return Error{ErrorCode::InvalidRequest,
                 "--current-tag must be a whole number, not '" + *options.tag + "'"};
  }
  const Result<Record> session =
      at.freezer.show(resourceOf(Kind::Session), at.caller, options.session_id);
  if (!session) return session.error();
  const Result<Document> document = documentOf(session.value());
  if (!document) return document.error();
  return document.value().integerAt("/session_tag", 0);
}

Result<void> start(const Place& at, const SessionOptions& options) {
  const Result<std::int64_t> tag = tagOf(at, options);
  if (!tag) return tag.error();
  return printAnswer(at.context, at.freezer.startSession(at.caller, options.session_id,
                                                         options.job_id, tag.value()));
}

Result<void> end(const Place& at, const SessionOptions& options) {
  return printAnswer(at.context, at.freezer.endSession(at.caller, options.session_id,
                                                       options.job_id, options.result));
}

Result<void> addJob(const Place& at, const SessionOptions& options) {
  return at.freezer.addJob(at.caller, options.session_id, options.job_id);
}

Result<void> removeJob(const Place& at, const SessionOptions& options) {
  return at.freezer.removeJob(at.caller, options.session_id, options.job_id);
}

/// Does `work` on the session and the job that the options name.
Result<void> workOn(const Place& at, const SessionOptions& options, Work work) {
  SessionOptions named = options;
  const auto withJob = [&](const std::string& job) {
    named.job_id = job;
    return work(at, named);
  };
  return withNamed(at.freezer, resourceOf(Kind::Session), at.caller, options.session_id,
                   [&](const std::string& session) {
                     named.session_id = session;
                     return withNamed(at.freezer, resourceOf(Kind::Job), at.caller, options.job_id,
                                      withJob);
                   });
}

/// Adds a verb with a session and a job as arguments, and returns it.
Command addVerb(const Command& sessions, std::string_view name, std::string_view help,
                std::string example, Context& context, const Options& options, Work work) {
  const Command command = sessions.add(name, help);
  command.example(std::move(example));
  command.required({idName(resourceOf(Kind::Session)), "ID of the session.", ""},
                   options->session_id);
  command.required({idName(resourceOf(Kind::Job)) + ",--job-id", "ID of the job.", ""},
                   options->job_id);
  command.onRun(configured(context, [&context, options, work] {
    return changeAsCaller(context, [&](Freezer& freezer, const Caller& caller) {
      return workOn({context, freezer, caller}, *options, work);
    });
  }));
  return command;
}

}  // namespace

void addSessionActions(const Command& sessions, Context& context) {
  const auto startOptions = std::make_shared<SessionOptions>();
  addVerb(sessions, "start", "Report that a job of the session starts.",
          "freezer-api sessions start site nightly --current-tag 7", context, startOptions, start)
      .value({"--current-tag",
              "Session tag that the job has seen. Default: the tag of the session.", "N"},
             startOptions->tag);
  const auto endOptions = std::make_shared<SessionOptions>();
  addVerb(sessions, "end", "Report that a job of the session has ended.",
          "freezer-api sessions end site nightly --result success", context, endOptions, end)
      .required({"--result", "Result of the job: success, fail or aborted.", "TEXT"},
                endOptions->result);
  addVerb(sessions, "add-job", "Add a job to the session.",
          "freezer-api sessions add-job site nightly", context, std::make_shared<SessionOptions>(),
          addJob);
  addVerb(sessions, "remove-job", "Remove a job from the session.",
          "freezer-api sessions remove-job site nightly", context,
          std::make_shared<SessionOptions>(), removeJob);
}

}  // namespace freezer::cli
