#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "tests/faults/model/pool.h"
#include "tests/support/raw_client.h"

namespace freezer::test {

/// A number that a change writes into a member of a document.
struct Mark {
  std::size_t member;
  std::int64_t number;
};

/// The members for marks in a document of a kind.
std::size_t markMembers(Kind kind);

/// The marks that a document shows.
Marks marksIn(const Document& document, Kind kind);

/// The path of the documents of a kind, or of one of them.
std::string pathOf(Kind kind);
std::string pathOf(const Entry& entry);

/// Creates the document. The new job refers to `first` and `second`, actions that exist.
Ask askToCreate(const Entry& entry, const Mark& mark, const Entry& first, const Entry& second);

/// Replaces the document by what askToCreate() would create.
Ask askToReplace(const Entry& entry, const Mark& mark, const Entry& first, const Entry& second);

Ask askToPatch(const Entry& entry, const Mark& mark);

}  // namespace freezer::test
