#include "core/bulk/transfer.h"

#include <algorithm>
#include <set>
#include <utility>

#include "core/bulk/batches.h"
#include "core/bulk/set_digest.h"
#include "core/rules/records.h"

namespace freezer {
namespace {

using bulk::SetDigest;

/// The members of two documents that are not the same.
std::string differentMembers(const Document& read, const Document& stored) {
  std::set<std::string> names;
  for (const Document* document : {&read, &stored}) {
    for (const Member& member : document->object().members()) names.insert(member.name);
  }
  std::string different;
  for (const std::string& name : names) {
    const std::string pointer = "/" + escapePointer(name);
    if (equalIgnoringNulls(read.at(pointer), stored.at(pointer))) continue;
    different.append(different.empty() ? "" : ", ").append(name);
  }
  return different;
}

/// How the store differs from what was read.
std::string difference(const Resource& resource, const bulk::Line& line, const Stored& stored) {
  const std::string members = differentMembers(line.document, stored.document);
  if (!members.empty()) return "the store has another " + members;
  if (!line.unknown.sidecar && stored.record.sidecar != line.record.sidecar) {
    return "the store has another " + std::string(resource.sidecar);
  }
  return "the store has other times";
}

/// The digest of what the source of `line` tells.
std::uint64_t digestOfKnown(const bulk::Line& line, const Record& record,
                            const Document& document) {
  Record known = record;
  if (line.unknown.times) known.created_at = known.updated_at = 0;
  if (line.unknown.sidecar) known.sidecar.clear();
  return bulk::digestOf(*line.resource, known, document);
}

/// What the second reading of one kind found.
struct SecondReading {
  std::int64_t documents = 0;
  std::int64_t faulty = 0;  ///< Documents that cannot be imported.
  SetDigest read;
  SetDigest stored;
};

/// Compares documents that were read with the store.
class Comparison {
 public:
  Comparison(Snapshot& store, const TransferEvents& events) : store_(store), events_(events) {}

  Result<void> add(const bulk::Item& item, TransferTally& tally, SecondReading& reading) {
    ++reading.documents;
    if (!item.line) {
      ++reading.faulty;
      return {};
    }
    const bulk::Line& line = item.line.value();
    const Resource& resource = *line.resource;
    const std::uint64_t expected = digestOfKnown(line, line.record, line.document);
    ++tally.read;
    reading.read.add(expected);
    const auto stored = load(store_, resource, kEveryone, line.record.id);
    if (!stored) return stored.error();
    if (!stored.value() || stored.value()->record.project_id != line.record.project_id ||
        stored.value()->record.user_id != line.record.user_id) {
      return {};  // It was refused, which was reported, or is new in the source.
    }
    ++tally.stored;
    const auto& [record, document] = *stored.value();
    const std::uint64_t found = digestOfKnown(line, record, document);
    reading.stored.add(found);
    if (found != expected && events_.noted) {
      events_.noted(item.place, difference(resource, line, *stored.value()));
    }
    return {};
  }

 private:
  Snapshot& store_;
  const TransferEvents& events_;
};

/// One import.
class Run {
 public:
  Run(bulk::Source& source, const ImportOptions& options, const TransferEvents& events)
      : source_(source), options_(options), events_(events) {}

  Result<std::vector<TransferTally>> run(Store& store, const Clock& clock) {
    if (const auto counted = count(); !counted) return counted.error();
    if (events_.noted) source_.noteOthers(events_.noted);
    source_.restart();
    const auto progress = [&](const ImportCounts& counts) {
      if (events_.progress) events_.progress(counts, total_);
    };
    const auto imported = bulk::importItems(
        store, clock, [&] { return source_.next(); }, options_,
        {[&](const auto& item, const auto& done) { enter(item, done); }, progress},
        [&](Snapshot& after) { return compare(after); });
    if (!imported) return imported.error();
    return std::move(tallies_);
  }

 private:
  Result<void> count() {
    const auto counts = source_.count();
    if (!counts) return counts.error();
    total_ = 0;
    for (const bulk::SourceCount& kind : counts.value()) {
      tallies_.push_back({.resource = kind.resource, .deleted = kind.deleted});
      if (!kind.live) total_.reset();
      if (total_) *total_ += *kind.live;
    }
    return {};
  }

  void enter(const bulk::Item& item, const Result<bulk::Done>& done) {
    if (events_.noted) {
      for (const std::string& note : item.notes) events_.noted(item.place, note);
    }
    TransferTally& tally = tallyOf(*item.resource);
    ++tally.live;
    if (!done) {
      ++tally.counts.refused;
      if (events_.refused) events_.refused(item.place, done.error());
      return;
    }
    switch (done.value().outcome) {
      case bulk::Outcome::Imported: ++tally.counts.imported; return;
      case bulk::Outcome::Skipped: ++tally.counts.skipped; return;
      case bulk::Outcome::Replaced: ++tally.counts.replaced; return;
    }
  }

  Result<void> compare(Snapshot& after) {
    source_.restart();
    Comparison comparison(after, events_);
    std::vector<SecondReading> readings(tallies_.size());
    for (bool isLast = false; !isLast;) {
      const auto batch = bulk::readBatch([&] { return source_.next(); }, after);
      if (!batch) return batch.error();
      isLast = batch.value().isLast;
      bulk::expectStored(after, bulk::linesOf(batch.value().items));
      for (const bulk::Item& item : batch.value().items) {
        TransferTally& tally = tallyOf(*item.resource);
        const auto place = static_cast<std::size_t>(&tally - tallies_.data());
        if (const auto added = comparison.add(item, tally, readings[place]); !added) return added;
      }
    }
    for (std::size_t i = 0; i < tallies_.size(); ++i) {
      tallies_[i].readDigest = readings[i].read.text();
      tallies_[i].storedDigest = readings[i].stored.text();
      noteChange(tallies_[i], readings[i]);
    }
    return {};
  }

  /// A source that is not one view may have other documents when it is read again.
  void noteChange(const TransferTally& tally, const SecondReading& reading) const {
    const std::int64_t absent = tally.read - tally.stored;
    const bool isSame =
        reading.documents == tally.live && absent <= tally.counts.refused - reading.faulty;
    if (isSame || !events_.noted) return;
    events_.noted(std::string(tally.resource->plural),
                  "the source changed while it was read: import again");
  }

  TransferTally& tallyOf(const Resource& resource) {
    return *std::ranges::find(tallies_, &resource, &TransferTally::resource);
  }

  bulk::Source& source_;
  const ImportOptions& options_;
  const TransferEvents& events_;
  std::vector<TransferTally> tallies_;
  std::optional<std::int64_t> total_;
};

}  // namespace

Result<std::vector<TransferTally>> transfer(Store& store, const Clock& clock, bulk::Source& source,
                                            const ImportOptions& options,
                                            const TransferEvents& events) {
  return Run(source, options, events).run(store, clock);
}

}  // namespace freezer
