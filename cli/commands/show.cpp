#include <memory>

#include "cli/caller.h"
#include "cli/commands/commands.h"
#include "cli/input/named_document.h"

namespace freezer::cli {
namespace {

Result<void> runShow(const Context& context, const Resource& resource, const std::string& id) {
  return readAsCaller(context, [&](const Freezer& freezer, const Caller& caller) -> Result<void> {
    const Result<Record> record =
        withNamed(freezer, resource, caller, id,
                  [&](const std::string& named) { return freezer.show(resource, caller, named); });
    if (!record) return record.error();
    return printDocument(context.output(), resource, record.value());
  });
}

}  // namespace

void addShow(const Command& noun, const Resource& resource, Context& context) {
  const Command show = noun.add("show", "Print a " + std::string(resource.name) + ".");
  const auto id = std::make_shared<std::string>();
  show.required({idName(resource), "ID of the " + std::string(resource.name) + ".", ""}, *id);
  addExamples(show, resource, "show");
  show.onRun(
      configured(context, [&context, &resource, id] { return runShow(context, resource, *id); }));
}

}  // namespace freezer::cli
