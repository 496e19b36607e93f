#include <memory>

#include "cli/caller.h"
#include "cli/commands/commands.h"
#include "cli/input/document_input.h"

namespace freezer::cli {
namespace {

struct ReplaceOptions {
  explicit ReplaceOptions(const Resource& resource) : input(resource, Target::Body) {}

  std::string id;
  DocumentInput input;
  VersionGuard guard;
};

Result<void> runReplace(const Context& context, const Resource& resource,
                        const ReplaceOptions& options) {
  const Result<Document> document = options.input.read(context);
  if (!document) return document.error();
  if (const auto same = checkId(resource, document.value(), options.id); !same) return same;
  const Result<Precondition> precondition = options.guard.read();
  if (!precondition) return precondition.error();
  return changeAsCaller(context, [&](Freezer& freezer, const Caller& caller) -> Result<void> {
    const Result<Record> record =
        freezer.replace(resource, caller, options.id, document.value(), precondition.value());
    if (!record) return record.error();
    return answerChange(context, resource, record.value(), "");
  });
}

}  // namespace

void addReplace(const Command& noun, const Resource& resource, Context& context) {
  const std::string kind(resource.name);
  const Command replace = noun.add("replace", "Replace a " + kind + ", or create it with this ID.");
  const auto options = std::make_shared<ReplaceOptions>(resource);
  replace.required({idName(resource), "ID of the " + std::string(resource.name) + ".", ""},
                   options->id);
  options->input.declare(replace);
  options->guard.declare(replace);
  addExamples(replace, resource, "replace");
  replace.onRun(configured(
      context, [&context, &resource, options] { return runReplace(context, resource, *options); }));
}

}  // namespace freezer::cli
