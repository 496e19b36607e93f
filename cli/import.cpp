#include <algorithm>
#include <memory>
#include <optional>

#include "cli/commands.h"
#include "cli/line_reader.h"
#include "cli/output/progress.h"

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

/// "imported 99,998; skipped 0; replaced 0; refused 2"
std::string summary(const ImportCounts& counts) {
  return "imported " + groupDigits(counts.imported) + "; skipped " + groupDigits(counts.skipped) +
         "; replaced " + groupDigits(counts.replaced) + "; refused " + groupDigits(counts.refused);
}

/// Tells people how it goes.
class Reporter {
 public:
  Reporter(const Context& context, const LineReader& lines)
      : context_(context),
        lines_(lines),
        size_(lines.size()),
        bar_(context.err, canShowProgress()) {}

  void refuse(std::int64_t line, const Error& reason) {
    bar_.erase();
    context_.report(reason, "line " + std::to_string(line));
    if (reason.code != ErrorCode::AlreadyExists) refusal_ = ErrorCode::InvalidDocument;
  }

  void update(const ImportCounts& counts) {
    Progress progress{.documents = counts.total()};
    if (size_ && *size_ > 0) {
      const auto part = static_cast<double>(lines_.bytesRead()) / static_cast<double>(*size_);
      progress.part = std::min(part, 1.0);
    }
    bar_.update(progress);
    counts_ = counts;
  }

  /// What was done. An error where lines were refused: a conflict if that is all.
  Result<void> conclude() {
    bar_.erase();
    if (counts_.refused > 0) return Error{refusal_, summary(counts_)};
    context_.note(summary(counts_));
    return {};
  }

  /// The same, where `failure` ended the import before the last line.
  Result<void> conclude(const Error& failure, bool isKept) {
    bar_.erase();
    if (isKept && counts_.total() > 0) context_.note(summary(counts_));
    return failure;
  }

 private:
  const Context& context_;
  const LineReader& lines_;
  const std::optional<std::int64_t> size_;
  ProgressBar bar_;
  ImportCounts counts_;
  ErrorCode refusal_ = ErrorCode::AlreadyExists;
};

Result<void> runImport(const Context& context, const ImportArguments& arguments) {
  Result<LineReader> lines = LineReader::open(arguments.file);
  if (!lines) return lines.error();
  return withFreezer(context, [&](Freezer& freezer) {
    Reporter reporter(context, lines.value());
    const ImportEvents events = {
        [&](std::int64_t line, const Error& reason) { reporter.refuse(line, reason); },
        [&](const ImportCounts& counts) { reporter.update(counts); }};
    const auto imported =
        freezer.importLines([&] { return lines.value().next(); }, optionsOf(arguments), events);
    return imported ? reporter.conclude() : reporter.conclude(imported.error(), !arguments.strict);
  });
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
      "Documents keep their owner, their version and their times. A line that is refused is\n"
      "told, with the reason, and the others are imported: to import them again does no harm.");
  command.example("freezer-api import freezer.jsonl");
  command.example("freezer-api import - --on-conflict replace --strict");
  command.onRun(
      configured(context, [&context, arguments] { return runImport(context, *arguments); }));
}

}  // namespace freezer::cli
