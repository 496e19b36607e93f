#include <unistd.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "cli/caller.h"
#include "cli/commands/commands.h"
#include "cli/input/search_options.h"
#include "cli/output/json.h"
#include "cli/output/new_file.h"
#include "cli/output/progress.h"
#include "cli/output/removed_on_signal.h"

namespace freezer::cli {
namespace {

struct ExportOptions {
  std::optional<std::string> output;
  std::vector<std::string> kinds;
  SearchOptions search;
};

std::vector<std::string> kindNames() {
  std::vector<std::string> names;
  for (const Resource& each : resources()) names.emplace_back(each.name);
  return names;
}

Result<Selection> makeSelection(const Context& context, const ExportOptions& options) {
  Result<Search> search = options.search.read();
  if (!search) return search.error();
  Selection selection;
  selection.search = std::move(search).value();
  for (const Resource& each : resources()) {
    if (std::ranges::find(options.kinds, each.name) != options.kinds.end()) {
      selection.kinds.push_back(each.kind);
    }
  }
  // Without --project, all projects: the default of the setting does not apply.
  if (context.projectOption() != nullptr) {
    auto project = projectId(context);
    if (!project) return project.error();
    selection.scope = {Scope::By::Project, std::move(project).value()};
  }
  return selection;
}

/// Writes the lines and shows their number, unless the lines themselves go to a terminal.
Result<void> exportTo(const Context& context, const Selection& selection, bool isSilent,
                      const WriteLine& write) {
  return readFreezer(context, [&](const Freezer& freezer) {
    ProgressBar bar(context.err, !isSilent && canShowProgress());
    Progress progress;
    return freezer.exportLines(selection, [&](std::string_view line) -> Result<void> {
      ++progress.documents;
      bar.update(progress);
      return write(line);
    });
  });
}

Result<void> exportToOutput(const Context& context, const Selection& selection) {
  const auto exported =
      exportTo(context, selection, context.terminal, [&](std::string_view line) -> Result<void> {
        if (context.terminal) {
          printJsonLine(context.out, line.substr(0, line.size() - 1));
        } else {
          context.out.write(line.data(), static_cast<std::streamsize>(line.size()));
        }
        if (context.out) return {};
        return Error{ErrorCode::Unavailable, "the output cannot be written"};
      });
  // run() reports a failed output for every command.
  return context.out ? exported : Result<void>();
}

Result<void> exportToFile(const Context& context, const Selection& selection,
                          const std::string& path) {
  RemovedOnSignal unfinished;
  Result<NewFile> file = NewFile::create(path);
  if (!file) return file.error();
  unfinished.watch({file.value().unfinished()});
  const auto exported = exportTo(context, selection, false,
                                 [&](std::string_view line) { return file.value().write(line); });
  return exported ? file.value().finish() : exported;
}

Result<void> runExport(const Context& context, const ExportOptions& options) {
  const Result<Selection> selection = makeSelection(context, options);
  if (!selection) return selection.error();
  if (!options.output || options.output == "-") return exportToOutput(context, selection.value());
  return exportToFile(context, selection.value(), *options.output);
}

}  // namespace

void addExport(const Command& root, Context& context) {
  const Command command = root.add("export", "Print documents as lines of JSON for import.");
  const auto options = std::make_shared<ExportOptions>();
  command.value(
      {"--output", "Output file, readable only by its owner. Default: standard output.", "FILE"},
      options->output);
  command.values({"--kind", "Only documents of this kind. Can be repeated.", "KIND", kindNames()},
                 options->kinds);
  options->search.declare(command, nullptr);
  command.footer(
      "Without --project, all projects are exported. Users, projects and tokens are not\n"
      "exported.");
  command.example("freezer-api export --output freezer.jsonl");
  command.example("freezer-api export --kind backup --since 2026-01-01 --project home");
  command.onRun(configured(context, [&context, options] { return runExport(context, *options); }));
}

}  // namespace freezer::cli
