#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/search/search.h"

namespace freezer {

/// The search predicate (freezer-api-rest(7), "Search"): decides whether the JSON text of a stored
/// document matches conditions and words. An engine may let columns and indexes decide some
/// conditions, and leaves all others to one predicate.
///
/// Most documents are decided by a search for substrings of their text, the others by one walk over
/// the text for each condition, and at most two for the words, without a tree. Memory for a walk is
/// a small multiple of the text. Text that is not valid JSON may or may not match.
///
/// matches() can be called from several threads at once.
class Predicate {
 public:
  void add(const Condition& condition);
  void add(const Word& word);

  bool isEmpty() const { return conditions_.empty() && words_.empty(); }

  /// Whether all conditions and words hold.
  bool matches(std::string_view document) const;

 private:
  /// A condition with what any document that fulfils it contains; empty if nothing is certain.
  struct Member {
    Condition condition;
    std::string quotedName;  ///< The last name of the key, as JSON.
    std::string text;
  };

  /// A word in lower case.
  struct Folded {
    std::string text;
    bool negated = false;
    bool isAscii = true;
    bool isPlain = true;  ///< JSON escapes none of its characters.
  };

  std::vector<Member> conditions_;
  std::vector<Folded> words_;
};

}  // namespace freezer
