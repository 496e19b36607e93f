#include "tests/faults/model/pool.h"

namespace freezer::test {
namespace {

Entry newEntry(const Subject& subject) {
  if (subject.kind == Kind::Backup) return {subject};
  return {subject, std::string(resourceOf(subject.kind).name) + std::to_string(subject.place) +
                       '-' + std::to_string(subject.generation)};
}

}  // namespace

Pool::Pool() {
  for (const Kind kind : {Kind::Backup, Kind::Job, Kind::Action, Kind::Session}) {
    for (int place = 0; place < kPlaces; ++place)
      places_[{kind, place}] = {.entry = newEntry({kind, place, 0})};
  }
}

Pool::Place& Pool::placeOf(const Entry& entry) {
  return places_.at({entry.subject.kind, entry.subject.place});
}

Entry Pool::current(Kind kind, int place) const {
  const std::lock_guard lock(mutex_);
  return places_.at({kind, place}).entry;
}

std::optional<Entry> Pool::beginCreation(const Entry& entry) {
  const std::lock_guard lock(mutex_);
  Place& place = placeOf(entry);
  const bool isBackup = entry.subject.kind == Kind::Backup;
  const bool isNew = entry.subject == place.entry.subject && !place.entry.isCreated;
  if (!isBackup && !entry.isPermanent() && !isNew) return std::nullopt;
  ++place.creations;
  if (!isBackup) return entry;
  return Entry{{Kind::Backup, entry.subject.place, ++place.lastGeneration}};
}

void Pool::endCreation(Entry entry, bool isCreated) {
  const std::lock_guard lock(mutex_);
  Place& place = placeOf(entry);
  --place.creations;
  if (!isCreated || entry.subject < place.entry.subject) return;
  entry.isCreated = true;
  place.entry = std::move(entry);
}

bool Pool::mayBeDeleted(const Entry& entry) const {
  const std::lock_guard lock(mutex_);
  const Place& place = places_.at({entry.subject.kind, entry.subject.place});
  return !entry.isPermanent() && place.entry.subject == entry.subject && place.creations == 0;
}

void Pool::setDeleted(const Entry& entry) {
  const std::lock_guard lock(mutex_);
  Place& place = placeOf(entry);
  if (entry.subject != place.entry.subject) return;
  place.entry = newEntry({entry.subject.kind, entry.subject.place, ++place.lastGeneration});
}

std::vector<Entry> Pool::all() const {
  const std::lock_guard lock(mutex_);
  std::vector<Entry> entries;
  for (const auto& [key, place] : places_) entries.push_back(place.entry);
  return entries;
}

}  // namespace freezer::test
