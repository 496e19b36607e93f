#include <memory>
#include <optional>
#include <utility>

#include "cli/commands/commands.h"
#include "cli/commands/import_report.h"
#include "cli/commands/import_source.h"
#include "cli/input/line_reader.h"

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

/// The part of the file that was read; none if unknown.
std::optional<double> partRead(const LineReader& lines) {
  const std::optional<std::int64_t> size = lines.size();
  if (!size || *size == 0) return std::nullopt;
  return static_cast<double>(lines.bytesRead()) / static_cast<double>(*size);
}

Result<void> importFile(const Context& context, const ImportArguments& arguments) {
  if (context.projectOption() != nullptr)
    return Error{ErrorCode::InvalidRequest,
                 "--project has no effect here: every line names the project of its document"};
  Result<LineReader> lines = LineReader::open(*arguments.file);
  if (!lines) return lines.error();
  return importAndReport(
      context, [&] { return lines.value().next(); }, optionsOf(arguments),
      [&](const ImportCounts& /*counts*/) { return partRead(lines.value()); });
}

/// By default, a run brings what has changed since the last one.
ImportOptions transferOptionsOf(const ImportArguments& arguments) {
  ImportOptions options = optionsOf(arguments);
  const bool isUpdate = !arguments.onConflict || options.onConflict == OnConflict::Replace;
  if (isUpdate) options.onConflict = OnConflict::Update;
  return options;
}

Result<void> importSource(const Context& context, const ImportArguments& arguments) {
  const auto source = openSource(context, arguments.source, arguments.strict);
  if (!source) return source.error();
  return transferAndReport(context, *source.value(), transferOptionsOf(arguments));
}

Result<void> runImport(const Context& context, const ImportArguments& arguments) {
  if (arguments.file.has_value() == arguments.source.from.has_value())
    return Error{ErrorCode::InvalidRequest, "import needs either FILE or --from"};
  return arguments.file ? importFile(context, arguments) : importSource(context, arguments);
}

}  // namespace

void addImport(const Command& root, Context& context) {
  const Command command =
      root.add("import", "Import documents from the output of export, or from another service.");
  const auto arguments = std::make_shared<ImportArguments>();
  command.value({"FILE", "File with the lines; -: standard input.", ""}, arguments->file);
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
  command.example("freezer-api import - --on-conflict replace --strict");
  command.example("freezer-api import --from mysql+pymysql://freezer:secret@db1/freezer --dry-run");
  command.example("freezer-api import --from http://backup.example.org:9090 --project 4711");
  command.onRun(
      configured(context, [&context, arguments] { return runImport(context, *arguments); }));
}

}  // namespace freezer::cli
