#include "cli/commands.h"
#include "cli/output/json.h"

namespace freezer::cli {

void addVersion(const Command& root, Context& context) {
  // Needs no settings, and so tells itself even where those are wrong.
  root.add("version", "Print the version of this program.").onRun([&context]() -> Result<void> {
    if (context.wantsJson()) {
      printJson(context.out, R"({"version":")" FREEZER_VERSION R"("})");
    } else {
      context.out << "freezer-api " FREEZER_VERSION "\n";
    }
    return {};
  });
}

}  // namespace freezer::cli
