#include "cli/commands/import_report.h"

#include <string>

#include "cli/output/progress.h"

namespace freezer::cli {
namespace {

/// "imported 99,998; skipped 0; replaced 0; refused 2"
std::string summary(const ImportCounts& counts) {
  return "imported " + groupDigits(counts.imported) + "; skipped " + groupDigits(counts.skipped) +
         "; replaced " + groupDigits(counts.replaced) + "; refused " + groupDigits(counts.refused);
}

class Reporter {
 public:
  Reporter(const Context& context, const PartDone& partDone)
      : context_(context), partDone_(partDone), bar_(context.err, canShowProgress()) {}

  void refuse(std::int64_t line, const Error& reason) {
    bar_.erase();
    context_.report(reason, "line " + std::to_string(line));
    if (reason.code != ErrorCode::AlreadyExists) refusal_ = ErrorCode::InvalidDocument;
  }

  void update(const ImportCounts& counts) {
    bar_.update({counts.total(), partDone_(counts)});
    counts_ = counts;
  }

  /// Ends an import that reached the last line.
  Result<void> conclude() {
    bar_.erase();
    if (counts_.refused > 0) return Error{refusal_, summary(counts_)};
    context_.note(summary(counts_));
    return {};
  }

  /// Ends an import that failed; `isKept` says whether the lines until then are stored.
  Result<void> conclude(const Error& failure, bool isKept) {
    bar_.erase();
    if (isKept && counts_.total() > 0) context_.note(summary(counts_));
    return failure;
  }

 private:
  const Context& context_;
  const PartDone& partDone_;
  ProgressBar bar_;
  ImportCounts counts_;
  ErrorCode refusal_ = ErrorCode::AlreadyExists;
};

}  // namespace

Result<void> importAndReport(const Context& context, const NextLine& lines,
                             const ImportOptions& options, const PartDone& partDone) {
  return withFreezer(context, [&](Freezer& freezer) {
    Reporter reporter(context, partDone);
    const auto imported = freezer.importLines(
        lines, options,
        {[&](std::int64_t line, const Error& reason) { reporter.refuse(line, reason); },
         [&](const ImportCounts& counts) { reporter.update(counts); }});
    return imported ? reporter.conclude() : reporter.conclude(imported.error(), !options.strict);
  });
}

}  // namespace freezer::cli
