#include "core/bulk/batches.h"

#include <chrono>
#include <cstdlib>
#include <functional>
#include <future>
#include <utility>

namespace freezer::bulk {
namespace {

// Large enough to amortize the commit, small enough to limit memory: a parsed document needs
// some ten times its size, and there are two batches at a time.
constexpr std::size_t kBatchItems = 1000;
constexpr std::size_t kBatchBytes = 1U << 20U;

/// The next documents, so many that memory stays limited.
Result<Batch> readItems(const NextItem& next) {
  Batch batch;
  std::size_t bytes = 0;
  while (batch.items.size() < kBatchItems && bytes < kBatchBytes) {
    auto item = next();
    if (!item) return item.error();
    if (!item.value()) {
      batch.isLast = true;
      break;
    }
    bytes += item.value()->bytes;
    batch.items.push_back(*std::move(item).value());
  }
  return batch;
}

/// The same documents, without what put() does not need.
NextItem toPut(const NextItem& source) {
  return [&source] {
    auto item = source();
    if (item && item.value() && item.value()->line) {
      Line& line = item.value()->line.value();
      if (!needsDocument(*line.resource)) line.document = Document();
    }
    return item;
  };
}

using Outcomes = std::vector<Result<Done>>;

/// Stores the documents of a batch. A refused one changes nothing. With `strict`, processing stops
/// after it.
Result<Outcomes> putAll(Transaction& transaction, const Batch& batch, const ImportOptions& options,
                        std::int64_t now) {
  Outcomes outcomes;
  outcomes.reserve(batch.items.size());
  expectReadsOfPut(transaction, linesOf(batch.items));
  for (const Item& item : batch.items) {
    outcomes.push_back(item.line ? put(transaction, item.line.value(), options.onConflict, now)
                                 : item.line.error());
    if (outcomes.back()) continue;
    if (!isRefusal(outcomes.back().error())) return outcomes.back().error();
    if (options.strict) break;
  }
  return outcomes;
}

/// Counts and reports the results.
class Ledger {
 public:
  explicit Ledger(const ItemEvents& events) : events_(events) {}

  void enter(const Batch& batch, const Outcomes& outcomes) {
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
      if (outcomes[i]) {
        ++countOf(outcomes[i].value().outcome);
        awaitedJobs_ += outcomes[i].value().awaitedJobs;
      } else {
        ++counts_.refused;
      }
      if (events_.done) events_.done(batch.items[i], outcomes[i]);
    }
    if (events_.progress) events_.progress(counts_);
  }

  const ImportCounts& counts() const { return counts_; }

  /// Whether a session may list a job that is not in the store yet and may still be imported.
  bool awaitsJobs() const { return awaitedJobs_ != 0; }

 private:
  std::int64_t& countOf(Outcome outcome) {
    switch (outcome) {
      case Outcome::Imported: return counts_.imported;
      case Outcome::Skipped: return counts_.skipped;
      case Outcome::Replaced: return counts_.replaced;
    }
    std::abort();  // Not reached: every outcome has a case.
  }

  const ItemEvents& events_;
  ImportCounts counts_;
  std::int64_t awaitedJobs_ = 0;
};

/// Reads the next batch while the previous one is stored: both take about the same time.
Result<void> importInBatches(Store& store, const NextItem& source, Ledger& ledger,
                             const ImportOptions& options, const Clock& clock) {
  const NextItem items = toPut(source);
  for (Result<Batch> next = readItems(items);;) {
    if (!next) return next.error();
    const Batch current = std::move(next).value();
    std::future<Result<Batch>> following;
    if (!current.isLast) {
      following = std::async(std::launch::async, [&] { return readItems(items); });
    }
    const auto outcomes = writeTo(store, [&](Transaction& transaction) {
      return putAll(transaction, current, options, clock());
    });
    // Wait first: a callback may use the source.
    next = following.valid() ? following.get() : Batch();
    if (!outcomes) return outcomes.error();
    ledger.enter(current, outcomes.value());
    if (current.isLast) return {};
  }
}

Error nothingImported(const std::string& place, const Error& reason) {
  return {reason.code, "nothing was imported, because " + place + " was refused"};
}

/// Puts all documents in one transaction.
Result<void> putSource(Transaction& transaction, const NextItem& source, Ledger& ledger,
                       const ImportOptions& options, const Clock& clock) {
  const NextItem items = toPut(source);
  for (bool isLast = false; !isLast;) {
    const auto batch = readBatch(items, transaction);
    if (!batch) return batch.error();
    isLast = batch.value().isLast;
    const auto outcomes = putAll(transaction, batch.value(), options, clock());
    if (!outcomes) return outcomes.error();
    ledger.enter(batch.value(), outcomes.value());
    if (!options.strict || ledger.counts().refused == 0) continue;
    return nothingImported(batch.value().items[outcomes.value().size() - 1].place,
                           outcomes.value().back().error());
  }
  return ledger.awaitsJobs() ? removeAwaited(transaction, clock()) : Result<void>();
}

/// Imports everything in one transaction, which cannot be retried: a source can be read only once.
Result<void> importAtOnce(Store& store, const NextItem& source, Ledger& ledger,
                          const ImportOptions& options, const Clock& clock, const AtEnd& atEnd) {
  bool isBegun = false;
  bool isTried = false;
  const auto written = store.write([&](Transaction& transaction) -> Result<void> {
    if (std::exchange(isBegun, true)) {
      return Error{ErrorCode::StoreBusy, "the store was busy: import again"};
    }
    if (const auto put = putSource(transaction, source, ledger, options, clock); !put) return put;
    if (atEnd) {
      if (const auto read = atEnd(transaction); !read) return read;
    }
    isTried = options.dryRun;
    // An Error rolls back.
    return isTried ? Error{ErrorCode::Unavailable, "dry run"} : Result<void>();
  });
  return isTried ? Result<void>() : written;
}

}  // namespace

Result<Batch> readBatch(const NextItem& next, Snapshot& view) {
  constexpr std::chrono::milliseconds kPause(250);
  auto batch = std::async(std::launch::async, readItems, std::cref(next));
  while (batch.wait_for(kPause) != std::future_status::ready) view.keepAlive();
  return batch.get();
}

std::vector<const Line*> linesOf(const std::vector<Item>& items) {
  std::vector<const Line*> lines;
  lines.reserve(items.size());
  for (const Item& item : items) {
    if (item.line) lines.push_back(&item.line.value());
  }
  return lines;
}

bool isRefusal(const Error& error) {
  return error.code == ErrorCode::InvalidDocument || error.code == ErrorCode::Unprocessable ||
         error.code == ErrorCode::AlreadyExists;
}

Result<ImportCounts> importItems(Store& store, const Clock& clock, const NextItem& next,
                                 const ImportOptions& options, const ItemEvents& events,
                                 const AtEnd& atEnd) {
  Ledger ledger(events);
  if (options.strict || options.dryRun) {
    const auto imported = importAtOnce(store, next, ledger, options, clock, atEnd);
    return imported ? Result<ImportCounts>(ledger.counts()) : imported.error();
  }
  auto imported = importInBatches(store, next, ledger, options, clock);
  if (ledger.awaitsJobs()) {
    // Also after an error, because the documents before it were stored.
    const auto removed =
        store.write([&](Transaction& transaction) { return removeAwaited(transaction, clock()); });
    if (!removed && imported) return removed.error();
  }
  if (imported && atEnd) imported = store.read(atEnd);
  return imported ? Result<ImportCounts>(ledger.counts()) : imported.error();
}

}  // namespace freezer::bulk
