#include "core/bulk/python/import.h"

#include <algorithm>
#include <set>
#include <utility>

#include "core/bulk/batches.h"
#include "core/bulk/python/reader.h"
#include "core/bulk/python/set_digest.h"
#include "core/rules/records.h"

namespace freezer {
namespace {

using python::SetDigest;

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
  if (stored.record.sidecar != line.record.sidecar) {
    return "the store has another " + std::string(resource.sidecar);
  }
  return "the store has other times";
}

/// Compares documents that were read with the store.
class Comparison {
 public:
  Comparison(Snapshot& store, const PythonEvents& events) : store_(store), events_(events) {}

  Result<void> add(const bulk::Item& item, PythonTally& tally, SetDigest& read, SetDigest& kept) {
    if (!item.line) return {};
    const bulk::Line& line = item.line.value();
    const Resource& resource = *line.resource;
    const std::uint64_t expected = python::digestOf(resource, line.record, line.document);
    ++tally.read;
    read.add(expected);
    const auto stored = load(store_, resource, kEveryone, line.record.id);
    if (!stored) return stored.error();
    if (!stored.value() || stored.value()->record.project_id != line.record.project_id ||
        stored.value()->record.user_id != line.record.user_id) {
      return {};  // It was refused, which was reported.
    }
    ++tally.stored;
    const auto& [record, document] = *stored.value();
    const std::uint64_t found = python::digestOf(resource, record, document);
    kept.add(found);
    if (found != expected && events_.noted) {
      events_.noted(item.place, difference(resource, line, *stored.value()));
    }
    return {};
  }

 private:
  Snapshot& store_;
  const PythonEvents& events_;
};

/// One import from an open database.
class Run {
 public:
  Run(ForeignDatabase& database, const python::Schema& schema, const PythonImport& import,
      const PythonEvents& events)
      : database_(database),
        schema_(schema),
        import_(import),
        events_(events),
        options_{import.project_id, import.options.strict} {}

  Result<std::vector<PythonTally>> run(Store& store, const Clock& clock) {
    if (const auto counted = countRows(); !counted) return counted.error();
    noteOtherTables();
    python::Reader reader(database_, schema_, options_);
    const auto progress = [&](const ImportCounts& counts) {
      if (events_.progress) events_.progress(counts, total_);
    };
    const auto imported = bulk::importItems(
        store, clock, [&] { return reader.next(); }, import_.options,
        {[&](const auto& item, const auto& done) { enter(item, done); }, progress},
        [&](Snapshot& after) { return compare(after); });
    if (!imported) return imported.error();
    return std::move(tallies_);
  }

 private:
  Result<void> countRows() {
    for (const python::Table& table : python::tables()) {
      const auto rows = python::countRows(database_, table);
      if (!rows) return rows.error();
      PythonTally& tally = tallies_.emplace_back();
      tally.resource = &resourceOf(table.kind);
      tally.live = rows.value().live;
      tally.deleted = rows.value().deleted;
      total_ += tally.live;
    }
    return {};
  }

  void noteOtherTables() const {
    if (!events_.noted) return;
    for (const std::string& table : schema_.otherTables()) {
      // The Python service never shows its reports.
      const bool isReports = table == "action_reports";
      events_.noted(table, isReports ? "this table, which the API never shows, is left out"
                                     : "this table is not known, and is left out");
    }
  }

  void enter(const bulk::Item& item, const Result<bulk::Done>& done) {
    if (events_.noted) {
      for (const std::string& note : item.notes) events_.noted(item.place, note);
    }
    ImportCounts& counts = tallyOf(*item.resource).counts;
    if (!done) {
      ++counts.refused;
      if (events_.refused) events_.refused(item.place, done.error());
      return;
    }
    switch (done.value().outcome) {
      case bulk::Outcome::Imported: ++counts.imported; return;
      case bulk::Outcome::Skipped: ++counts.skipped; return;
      case bulk::Outcome::Replaced: ++counts.replaced; return;
    }
  }

  Result<void> compare(Snapshot& after) {
    python::Reader reader(database_, schema_, options_);
    Comparison comparison(after, events_);
    std::vector<SetDigest> read(tallies_.size());
    std::vector<SetDigest> kept(tallies_.size());
    for (;;) {
      const auto item = reader.next();
      if (!item) return item.error();
      if (!item.value()) break;
      PythonTally& tally = tallyOf(*item.value()->resource);
      const auto place = static_cast<std::size_t>(&tally - tallies_.data());
      const auto added = comparison.add(*item.value(), tally, read[place], kept[place]);
      if (!added) return added;
    }
    for (std::size_t i = 0; i < tallies_.size(); ++i) {
      tallies_[i].readDigest = read[i].text();
      tallies_[i].storedDigest = kept[i].text();
    }
    return {};
  }

  PythonTally& tallyOf(const Resource& resource) {
    return *std::ranges::find(tallies_, &resource, &PythonTally::resource);
  }

  ForeignDatabase& database_;
  const python::Schema& schema_;
  const PythonImport& import_;
  const PythonEvents& events_;
  const python::ReaderOptions options_;
  std::vector<PythonTally> tallies_;
  std::int64_t total_ = 0;
};

}  // namespace

Result<std::vector<PythonTally>> importPython(Store& store, const Clock& clock,
                                              const PythonImport& import,
                                              const PythonEvents& events) {
  const auto database = openForeign(import.url);
  if (!database) return database.error();
  const auto schema = python::readSchema(*database.value());
  if (!schema) return schema.error();
  return Run(*database.value(), schema.value(), import, events).run(store, clock);
}

}  // namespace freezer
