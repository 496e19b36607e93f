#pragma once

#include <optional>
#include <string_view>

namespace freezer {

// The search predicate (freezer-api-rest(7), "Search"): decides whether the JSON text of a
// stored document matches. An engine may narrow the candidates first, by an index or by a
// substring of the text, but it leaves the decision to these functions. Safe to call from
// several threads at once. A text that is not a JSON object matches nothing.

/// Whether a member that `key` leads to (a bare name at any depth, or a dotted path from the
/// top) is a scalar whose text is `text`. Without `text`: whether one is null, or none exists.
bool hasValue(std::string_view document, std::string_view key,
              const std::optional<std::string_view>& text);

/// Whether `word` occurs in the text of a scalar, ignoring case. A null has no text.
bool hasWord(std::string_view document, std::string_view word);

}  // namespace freezer
