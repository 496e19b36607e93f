#include <memory>

#include "cli/commands.h"
#include "cli/document_input.h"

namespace freezer::cli {
namespace {

struct DeleteOptions {
  std::vector<std::string> ids;
  VersionGuard guard;
};

Result<void> runDelete(const Context& context, const Resource& resource,
                       const DeleteOptions& options) {
  const Result<Precondition> precondition = options.guard.read();
  if (!precondition) return precondition.error();
  return withFreezer(context, [&](Freezer& freezer) -> Result<void> {
    for (const std::string& id : options.ids) {
      auto removed = freezer.remove(resource, context.caller(), id, precondition.value());
      if (!removed) return removed;
    }
    return {};
  });
}

}  // namespace

void addDelete(const Command& noun, const Resource& resource, Context& context) {
  const Command remove =
      noun.add("delete", "Delete " + std::string(resource.plural) +
                             ", one after the other, up to the first that cannot be.");
  const auto options = std::make_shared<DeleteOptions>();
  remove.words({idName(resource), "Which ones.", ""}, options->ids);
  options->guard.declare(remove);
  remove.onRun(configured(
      context, [&context, &resource, options] { return runDelete(context, resource, *options); }));
}

}  // namespace freezer::cli
