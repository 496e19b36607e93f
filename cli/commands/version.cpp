#include "cli/commands/commands.h"

namespace freezer::cli {

void addVersion(const Command& root, Context& context) {
  // Needs no settings, so that it works even if they are wrong.
  const Command version = root.add("version", "Print the version of this program.");
  version.example("freezer-api version");
  version.onRun([&context]() -> Result<void> {
    Document answer;
    answer.set("/version", std::string(FREEZER_VERSION));
    return context.answer(answer, "freezer-api " FREEZER_VERSION);
  });
}

}  // namespace freezer::cli
