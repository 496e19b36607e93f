#include <memory>
#include <optional>
#include <utility>

#include "cli/commands/commands.h"
#include "cli/commands/import_input.h"
#include "cli/commands/import_report.h"
#include "cli/commands/import_source.h"
#include "cli/input/interruption.h"

namespace freezer::cli {
namespace {

struct ImportArguments {
  std::optional<std::string> file;
  SourceArguments source;
  std::optional<std::string> onConflict;
  bool strict = false;
  bool dryRun = false;
};

constexpr std::pair<std::string_view, OnConflict> kConflictModes[] = {
    {"skip", OnConflict::Skip}, {"replace", OnConflict::Replace}, {"fail", OnConflict::Fail}};

std::vector<std::string> conflictChoices() {
  std::vector<std::string> names;
  for (const auto& [name, mode] : kConflictModes) names.emplace_back(name);
  return names;
}

ImportOptions optionsOf(const ImportArguments& arguments) {
  ImportOptions options;
  options.strict = arguments.strict;
  options.dryRun = arguments.dryRun;
  for (const auto& [name, mode] : kConflictModes) {
    if (arguments.onConflict == name) options.onConflict = mode;
  }
  return options;
}

Result<void> importFile(const Context& context, const ImportArguments& arguments,
                        const Interruption& interruption) {
  if (context.projectOption() != nullptr)
    return Error{ErrorCode::InvalidRequest,
                 "--project has no effect here: every line names the project of its document"};
  Result<ImportInput> input =
      ImportInput::open(arguments.file, [&] { return interruption.hasArrived(); });
  if (!input) return input.error();
  return importAndReport(
      context, "import", [&] { return input.value().next(); }, optionsOf(arguments),
      [&](const ImportCounts& /*counts*/) { return input.value().partRead(); });
}

/// By default, a run brings what has changed since the last one.
ImportOptions transferOptionsOf(const ImportArguments& arguments) {
  ImportOptions options = optionsOf(arguments);
  const bool isUpdate = !arguments.onConflict || options.onConflict == OnConflict::Replace;
  if (isUpdate) options.onConflict = OnConflict::Update;
  return options;
}

/// A source whose documents end when a signal arrives.
class InterruptedSource : public bulk::Source {
 public:
  InterruptedSource(bulk::Source& source, const Interruption& interruption)
      : source_(source), interruption_(interruption) {}

  Result<std::vector<bulk::SourceCount>> count() override { return source_.count(); }
  void noteOthers(const bulk::Note& note) override { source_.noteOthers(note); }
  void restart() override { source_.restart(); }

  Result<std::optional<bulk::Item>> next() override {
    if (interruption_.hasArrived()) return Error{ErrorCode::Unavailable, "interrupted"};
    return source_.next();
  }

 private:
  bulk::Source& source_;
  const Interruption& interruption_;
};

Result<void> importSource(const Context& context, const ImportArguments& arguments,
                          const Interruption& interruption) {
  const auto source = openSource(context, arguments.source, arguments.strict);
  if (!source) return source.error();
  InterruptedSource interrupted(*source.value(), interruption);
  return transferAndReport(context, interrupted, transferOptionsOf(arguments));
}

Result<void> runImport(const Context& context, const ImportArguments& arguments) {
  if (arguments.file && arguments.source.from)
    return Error{ErrorCode::InvalidRequest, "import needs either FILE or --from"};
  const Interruption interruption;
  auto imported = arguments.source.from ? importSource(context, arguments, interruption)
                                        : importFile(context, arguments, interruption);
  if (imported || !interruption.hasArrived()) return imported;
  const bool isKept = !arguments.strict && !arguments.dryRun;
  context.note(isKept ? "interrupted: run the import again to go on from there"
                      : "interrupted: nothing was stored");
  interruption.endProgram();
  return imported;
}

}  // namespace

void addImport(const Command& root, Context& context) {
  const Command command =
      root.add("import", "Import documents from the output of export, or from another service.");
  const auto arguments = std::make_shared<ImportArguments>();
  command.value({"FILE", "File with the lines. Default, or -: standard input.", ""},
                arguments->file);
  addSourceOptions(command, arguments->source);
  command.value({"--on-conflict",
                 "Action for a document whose ID exists in the store: skip the line, replace the "
                 "document, or fail. Default: skip; with --from, replace if it differs.",
                 "MODE", conflictChoices()},
                arguments->onConflict);
  command.flag({"--strict",
                "Import nothing if any line is refused. With --from, refuse what the service would "
                "not accept, instead of storing it as it is.",
                ""},
               arguments->strict);
  command.flag({"--dry-run", "Print what would be refused and imported, and store nothing.", ""},
               arguments->dryRun);
  command.footer(
      "Documents keep their owner, version and times. A refused line is reported with\n"
      "the reason, and the other lines are imported; importing the same file again is\n"
      "safe.");
  command.example("freezer-api import freezer.jsonl");
  command.example("freezer-api import < freezer.jsonl");
  command.example("freezer-api import - --on-conflict replace --strict");
  command.example("freezer-api import --from mysql+pymysql://freezer:secret@db1/freezer --dry-run");
  command.example("freezer-api import --from http://backup.example.org:9090 --project 4711");
  command.onRun(
      configured(context, [&context, arguments] { return runImport(context, *arguments); }));
}

}  // namespace freezer::cli
