#include <memory>

#include "cli/caller.h"
#include "cli/commands/commands.h"
#include "cli/input/document_input.h"

namespace freezer::cli {
namespace {

Result<void> runCreate(const Context& context, const Resource& resource,
                       const DocumentInput& input) {
  const Result<Document> document = input.read(context);
  if (!document) return document.error();
  return changeAsCaller(context, [&](Freezer& freezer, const Caller& caller) -> Result<void> {
    const Result<Record> record = freezer.create(resource, caller, document.value());
    if (!record) return record.error();
    return answerChange(context, resource, record.value(), record.value().id);
  });
}

}  // namespace

void addCreate(const Command& noun, const Resource& resource, Context& context) {
  const Command create =
      noun.add("create", "Create a " + std::string(resource.name) + " and print its ID.");
  const auto input = std::make_shared<DocumentInput>(resource, Target::Body);
  input->declare(create);
  addExamples(create, resource, "create");
  create.onRun(configured(
      context, [&context, &resource, input] { return runCreate(context, resource, *input); }));
}

}  // namespace freezer::cli
