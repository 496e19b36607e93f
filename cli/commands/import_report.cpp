#include "cli/commands/import_report.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "cli/output/progress.h"
#include "cli/output/units.h"

namespace freezer::cli {
namespace {

/// "imported 99,998; skipped 0; replaced 0; refused 2"
std::string summary(const ImportCounts& counts, bool isDryRun) {
  return (isDryRun ? "dry run, nothing was stored: imported " : "imported ") +
         groupDigits(counts.imported) + "; skipped " + groupDigits(counts.skipped) + "; replaced " +
         groupDigits(counts.replaced) + "; refused " + groupDigits(counts.refused);
}

class Reporter {
 public:
  Reporter(const Context& context, const ImportOptions& options)
      : context_(context), options_(options), bar_(context.err, canShowProgress()) {}

  void note(const std::string& text) {
    bar_.erase();
    context_.note(text);
  }

  void refuse(const std::string& place, const Error& reason) {
    bar_.erase();
    context_.report(reason, place);
    if (reason.code != ErrorCode::AlreadyExists) refusal_ = ErrorCode::InvalidDocument;
  }

  void update(const ImportCounts& counts, std::optional<double> part) {
    bar_.update({counts.total(), part});
    counts_ = counts;
  }

  /// Notes the import in the audit log; `failure` is null if it reached the last line.
  void audit(std::string_view verb, const Error* failure) const {
    AuditTrail* const trail = context_.audit->trail();
    if (trail == nullptr || options_.dryRun) return;
    const ImportCounts kept = failure == nullptr || !options_.strict ? counts_ : ImportCounts();
    trail->note(context_.auditCaller(), {verb, "store"},
                {{"imported", kept.imported},
                 {"skipped", kept.skipped},
                 {"replaced", kept.replaced},
                 {"refused", kept.refused}},
                failure);
  }

  /// Ends an import that reached the last line.
  Result<void> conclude() {
    bar_.erase();
    const std::string done = summary(counts_, options_.dryRun);
    if (counts_.refused > 0) return Error{refusal_, done};
    context_.note(done);
    return {};
  }

  /// Ends an import that failed.
  Result<void> conclude(const Error& failure) {
    bar_.erase();
    const bool isKept = !options_.strict && !options_.dryRun;
    if (isKept && counts_.total() > 0) context_.note(summary(counts_, false));
    return failure;
  }

 private:
  const Context& context_;
  const ImportOptions& options_;
  ProgressBar bar_;
  ImportCounts counts_;
  ErrorCode refusal_ = ErrorCode::AlreadyExists;
};

std::optional<double> partOf(const ImportCounts& counts, std::optional<std::int64_t> total) {
  if (!total || *total == 0) return std::nullopt;
  return static_cast<double>(counts.total()) / static_cast<double>(*total);
}

Item itemOf(const TransferTally& tally) {
  Item item;
  item.document.set("/kind", tally.resource->name);
  item.document.set("/rows", tally.live);
  if (tally.deleted) item.document.set("/deleted", *tally.deleted);
  item.document.set("/imported", tally.counts.imported);
  item.document.set("/skipped", tally.counts.skipped);
  item.document.set("/replaced", tally.counts.replaced);
  item.document.set("/refused", tally.counts.refused);
  item.document.set("/stored", tally.stored);
  item.document.set("/digest_read", tally.readDigest);
  item.document.set("/digest_stored", tally.storedDigest);
  return item;
}

ColumnSet tallyColumns() {
  return {.usual = {{"kind", "KIND", "/kind"},
                    {"rows", "ROWS", "/rows"},
                    {"deleted", "DELETED", "/deleted"},
                    {"imported", "IMPORTED", "/imported"},
                    {"skipped", "SKIPPED", "/skipped"},
                    {"replaced", "REPLACED", "/replaced"},
                    {"refused", "REFUSED", "/refused"},
                    {"stored", "STORED", "/stored"},
                    {"digest_read", "DIGEST READ", "/digest_read"},
                    {"digest_stored", "DIGEST STORED", "/digest_stored"}},
          .others = {},
          .envelope = {}};
}

bool isEmpty(const std::vector<TransferTally>& tallies) {
  return std::ranges::all_of(tallies, [](const TransferTally& kind) { return kind.live == 0; });
}

Result<void> printTallies(const Context& context, const std::vector<TransferTally>& tallies) {
  std::vector<Item> items;
  items.reserve(tallies.size());
  for (const TransferTally& tally : tallies) items.push_back(itemOf(tally));
  return printList(context.output(), tallyColumns(), items);
}

}  // namespace

Result<void> importAndReport(const Context& context, std::string_view verb, const NextLine& lines,
                             const ImportOptions& options, const PartDone& partDone) {
  return withFreezer(context, [&](Freezer& freezer) {
    Reporter reporter(context, options);
    const auto imported = freezer.importLines(
        lines, options,
        {[&](std::int64_t line, const Error& reason) {
           reporter.refuse("line " + std::to_string(line), reason);
         },
         [&](const ImportCounts& counts) { reporter.update(counts, partDone(counts)); }});
    reporter.audit(verb, imported ? nullptr : &imported.error());
    return imported ? reporter.conclude() : reporter.conclude(imported.error());
  });
}

Result<void> transferAndReport(const Context& context, bulk::Source& source,
                               const ImportOptions& options) {
  return withFreezer(context, [&](Freezer& freezer) {
    Reporter reporter(context, options);
    const auto imported = freezer.transfer(
        source, options,
        {[&](const std::string& place, const Error& reason) { reporter.refuse(place, reason); },
         [&](const std::string& place, const std::string& note) {
           reporter.note(place + ": " + note);
         },
         [&](const ImportCounts& counts, std::optional<std::int64_t> total) {
           reporter.update(counts, partOf(counts, total));
         }});
    reporter.audit("import", imported ? nullptr : &imported.error());
    if (!imported) return reporter.conclude(imported.error());
    const auto concluded = reporter.conclude();
    if (isEmpty(imported.value())) {
      context.note("--from shows no documents: check the address, --project and the token");
    }
    const auto printed = printTallies(context, imported.value());
    return printed ? concluded : printed;
  });
}

}  // namespace freezer::cli
