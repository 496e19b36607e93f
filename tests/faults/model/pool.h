#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tests/faults/model/event.h"

namespace freezer::test {

/// The number of documents of each kind.
inline constexpr int kPlaces = 6;

/// The documents in the places below are never deleted.
inline constexpr int kPermanentPlaces = 3;

/// Each document is linked to those of the same and of the next place only: a job to actions, and
/// to sessions. So it is known which documents a request possibly changes.
constexpr int nextPlace(int place) {
  return (place + 1) % kPlaces;
}
constexpr int placeBefore(int place) {
  return (place + kPlaces - 1) % kPlaces;
}

/// A document that clients use.
struct Entry {
  Subject subject;
  std::string id = {};     ///< Empty for a backup before its creation.
  bool isCreated = false;  ///< Whether the creation was acknowledged.

  bool isPermanent() const { return subject.place < kPermanentPlaces; }
};

/// The current document of each place. Safe to use from several threads at once.
class Pool {
 public:
  Pool();

  Entry current(Kind kind, int place) const;

  /// What to create now in the place of `entry`: that document or, as the service chooses the id
  /// of a backup, a backup of its own. None if a deletion could precede the creation, which would
  /// create the deleted document again. Else endCreation() must follow.
  std::optional<Entry> beginCreation(const Entry& entry);

  /// Makes a document the current one if it was created, unless there is a newer one.
  void endCreation(Entry entry, bool isCreated);

  /// Whether the document exists, and nobody creates it.
  bool mayBeDeleted(const Entry& entry) const;

  /// Makes the next generation the current one.
  void setDeleted(const Entry& entry);

  std::vector<Entry> all() const;

 private:
  struct Place {
    Entry entry;
    int lastGeneration = 0;
    int creations = 0;  ///< Requests on their way.
  };

  Place& placeOf(const Entry& entry);

  mutable std::mutex mutex_;
  std::map<std::pair<Kind, int>, Place> places_;  ///< Protected by mutex_.
};

}  // namespace freezer::test
