#include <memory>

#include "cli/commands/commands.h"
#include "cli/commands/examples.h"
#include "cli/input/document_input.h"

namespace freezer::cli {
namespace {

struct PatchOptions {
  explicit PatchOptions(const Resource& resource) : input(resource, Target::StoredDocument) {}

  std::string id;
  DocumentInput input;
  VersionGuard guard;
};

Result<void> runPatch(const Context& context, const Resource& resource,
                      const PatchOptions& options) {
  if (options.input.empty())
    return Error{ErrorCode::InvalidRequest,
                 "nothing to change: give --file, --set or an option of a field"};
  const Result<Document> patch = options.input.read(context);
  if (!patch) return patch.error();
  const Result<Precondition> precondition = options.guard.read();
  if (!precondition) return precondition.error();
  return withFreezer(context, [&](Freezer& freezer) -> Result<void> {
    const Result<Record> record =
        freezer.patch(resource, context.caller(), options.id, patch.value(), precondition.value());
    if (!record) return record.error();
    return answerChange(context, resource, record.value(), "");
  });
}

}  // namespace

void addPatch(const Command& noun, const Resource& resource, Context& context) {
  const std::string kind(resource.name);
  const Command patch =
      noun.add("patch", "Change what is given of one " + kind + "; null takes a key away.");
  const auto options = std::make_shared<PatchOptions>(resource);
  patch.required({idName(resource), "Which one.", ""}, options->id);
  options->input.declare(patch);
  options->guard.declare(patch);
  addExamples(patch, resource, Verb::Patch);
  patch.onRun(configured(
      context, [&context, &resource, options] { return runPatch(context, resource, *options); }));
}

}  // namespace freezer::cli
