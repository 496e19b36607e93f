#include <algorithm>
#include <cstdlib>
#include <future>
#include <string>
#include <utility>
#include <vector>

#include "core/bulk/bulk.h"
#include "core/bulk/line.h"
#include "core/bulk/put.h"

namespace freezer {
namespace {

using bulk::Done;
using bulk::Line;

// Large enough to amortize the commit, small enough to limit memory.
constexpr std::size_t kBatchLines = 4000;
constexpr std::size_t kBatchBytes = 4U << 20U;

/// Whether an error concerns one line only, so that the import can continue.
bool isRefusal(const Error& error) {
  return error.code == ErrorCode::InvalidDocument || error.code == ErrorCode::Unprocessable ||
         error.code == ErrorCode::AlreadyExists;
}

bool isBlank(std::string_view line) {
  return line.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

/// Lines that are stored in one transaction.
struct Batch {
  struct Entry {
    std::int64_t number;  ///< Line number, from 1.
    Result<Line> line;
  };
  std::vector<Entry> entries;
  bool isLast = false;
};

/// Reads lines from their source and counts them.
class Reader {
 public:
  Reader(const NextLine& next, Clock clock) : next_(next), clock_(std::move(clock)) {}

  Result<Batch> read() {
    Batch batch;
    std::size_t bytes = 0;
    while (batch.entries.size() < kBatchLines && bytes < kBatchBytes) {
      const auto text = next_();
      if (!text && !isRefusal(text.error())) return text.error();
      if (text && !text.value()) {
        batch.isLast = true;
        break;
      }
      ++number_;
      if (!text) {
        batch.entries.push_back({number_, text.error()});
      } else if (!isBlank(*text.value())) {
        bytes += text.value()->size();
        batch.entries.push_back({number_, parse(*text.value())});
      }
    }
    return batch;
  }

 private:
  Result<Line> parse(std::string_view text) const {
    auto line = bulk::parseLine(text, clock_());
    if (line && !bulk::needsDocument(*line.value().resource)) line.value().document = Document();
    return line;
  }

  const NextLine& next_;
  const Clock clock_;
  std::int64_t number_ = 0;
};

using Outcomes = std::vector<Result<Done>>;

/// Stores the lines of a batch. A refused line changes nothing. With `strict`, processing stops
/// after it.
Result<Outcomes> putAll(Transaction& transaction, const Batch& batch, const ImportOptions& options,
                        std::int64_t now) {
  Outcomes outcomes;
  outcomes.reserve(batch.entries.size());
  for (const auto& [number, line] : batch.entries) {
    outcomes.push_back(line ? bulk::put(transaction, line.value(), options.onConflict, now)
                            : line.error());
    if (outcomes.back()) continue;
    if (!isRefusal(outcomes.back().error())) return outcomes.back().error();
    if (options.strict) break;
  }
  return outcomes;
}

/// Counts and reports the results of lines.
class Ledger {
 public:
  explicit Ledger(const ImportEvents& events) : events_(events) {}

  void enter(const Batch& batch, const Outcomes& outcomes) {
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
      if (outcomes[i]) {
        ++countOf(outcomes[i].value().outcome);
        awaitedJobs_ += outcomes[i].value().awaitedJobs;
        continue;
      }
      ++counts_.refused;
      if (events_.refused) events_.refused(batch.entries[i].number, outcomes[i].error());
    }
    if (events_.progress) events_.progress(counts_);
  }

  const ImportCounts& counts() const { return counts_; }

  /// Whether a session may list a job that is not in the store yet and may still be imported.
  bool awaitsJobs() const { return awaitedJobs_ != 0; }

 private:
  std::int64_t& countOf(bulk::Outcome outcome) {
    switch (outcome) {
      case bulk::Outcome::Imported: return counts_.imported;
      case bulk::Outcome::Skipped: return counts_.skipped;
      case bulk::Outcome::Replaced: return counts_.replaced;
    }
    std::abort();  // Not reached: every outcome has a case.
  }

  const ImportEvents& events_;
  ImportCounts counts_;
  std::int64_t awaitedJobs_ = 0;
};

/// Reads the next batch while the previous one is stored: both take about the same time.
Result<ImportCounts> importInBatches(Store& store, Reader& reader, Ledger& ledger,
                                     const ImportOptions& options, const Clock& clock) {
  for (Result<Batch> next = reader.read();;) {
    if (!next) return next.error();
    const Batch current = std::move(next).value();
    std::future<Result<Batch>> following;
    if (!current.isLast) following = std::async(std::launch::async, [&] { return reader.read(); });
    const auto outcomes = writeTo(store, [&](Transaction& transaction) {
      return putAll(transaction, current, options, clock());
    });
    // Wait first: a callback may use the source of the lines.
    next = following.valid() ? following.get() : Batch();
    if (!outcomes) return outcomes.error();
    ledger.enter(current, outcomes.value());
    if (current.isLast) return ledger.counts();
  }
}

Error nothingImported(std::int64_t line, const Error& reason) {
  return {reason.code,
          "nothing was imported, because line " + std::to_string(line) + " was refused"};
}

/// Imports all lines in one transaction, which cannot be retried: the lines can be read only once.
Result<ImportCounts> importAtOnce(Store& store, Reader& reader, Ledger& ledger,
                                  const ImportOptions& options, const Clock& clock) {
  bool isBegun = false;
  return writeTo(store, [&](Transaction& transaction) -> Result<ImportCounts> {
    if (std::exchange(isBegun, true)) {
      return Error{ErrorCode::StoreBusy, "the store was busy: import again"};
    }
    for (bool isLast = false; !isLast;) {
      const auto batch = reader.read();
      if (!batch) return batch.error();
      isLast = batch.value().isLast;
      const auto outcomes = putAll(transaction, batch.value(), options, clock());
      if (!outcomes) return outcomes.error();
      ledger.enter(batch.value(), outcomes.value());
      if (ledger.counts().refused == 0) continue;
      return nothingImported(batch.value().entries[outcomes.value().size() - 1].number,
                             outcomes.value().back().error());
    }
    if (ledger.awaitsJobs()) {
      const auto removed = bulk::removeAwaited(transaction, clock());
      if (!removed) return removed.error();
    }
    return ledger.counts();
  });
}

}  // namespace

Result<ImportCounts> importLines(Store& store, const Clock& clock, const NextLine& next,
                                 const ImportOptions& options, const ImportEvents& events) {
  Reader reader(next, clock);
  Ledger ledger(events);
  if (options.strict) return importAtOnce(store, reader, ledger, options, clock);
  auto counts = importInBatches(store, reader, ledger, options, clock);
  if (ledger.awaitsJobs()) {
    // Also after an error, because the lines before it were stored.
    const auto removed = store.write(
        [&](Transaction& transaction) { return bulk::removeAwaited(transaction, clock()); });
    if (!removed && counts) return removed.error();
  }
  return counts;
}

}  // namespace freezer
