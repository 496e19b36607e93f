#include <memory>
#include <optional>
#include <utility>

#include "cli/commands/commands.h"
#include "cli/commands/import_report.h"
#include "cli/input/line_reader.h"

namespace freezer::cli {
namespace {

struct ImportArguments {
  std::string file;
  std::optional<std::string> onConflict;
  bool strict = false;
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
  for (const auto& [name, mode] : kConflictModes) {
    if (arguments.onConflict == name) options.onConflict = mode;
  }
  return options;
}

/// How much of the file was read; none where that is not known.
std::optional<double> partRead(const LineReader& lines) {
  const std::optional<std::int64_t> size = lines.size();
  if (!size || *size == 0) return std::nullopt;
  return static_cast<double>(lines.bytesRead()) / static_cast<double>(*size);
}

Result<void> runImport(const Context& context, const ImportArguments& arguments) {
  if (context.options.at(Key::Project))
    return Error{ErrorCode::InvalidRequest,
                 "--project says nothing here: documents go to the projects that their lines name"};
  Result<LineReader> lines = LineReader::open(arguments.file);
  if (!lines) return lines.error();
  return importAndReport(
      context, [&] { return lines.value().next(); }, optionsOf(arguments),
      [&](const ImportCounts& /*counts*/) { return partRead(lines.value()); });
}

}  // namespace

void addImport(const Command& root, Context& context) {
  const Command command = root.add("import", "Store the documents that export printed.");
  const auto arguments = std::make_shared<ImportArguments>();
  command.required({"FILE", "Where the lines are; -: on standard input.", ""}, arguments->file);
  command.value({"--on-conflict",
                 "What to do with a document whose id is there: keep the one in the store, which "
                 "is done unless given; replace it; or refuse the line.",
                 "MODE", conflictChoices()},
                arguments->onConflict);
  command.flag({"--strict", "Import all lines or, if one is refused, none.", ""},
               arguments->strict);
  command.footer(
      "Documents keep their owner, their version and their times. A line that is\n"
      "refused is told, with the reason, and the others are imported: to import them\n"
      "again does no harm.");
  command.example("freezer-api import freezer.jsonl");
  command.example("freezer-api import - --on-conflict replace --strict");
  command.onRun(
      configured(context, [&context, arguments] { return runImport(context, *arguments); }));
}

}  // namespace freezer::cli
