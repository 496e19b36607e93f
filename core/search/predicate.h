#pragma once

#include <optional>
#include <string_view>

namespace freezer {

// The search predicate (freezer-api-rest(7), "Search"): decides whether the JSON text of a stored
// document matches. An engine may preselect candidates by an index or a substring, but these
// functions decide. Safe to call from several threads at once. Text that is not a JSON object never
// matches.

/// Whether a member selected by `key` (a bare name at any depth, or a dotted path from the top) is
/// a scalar whose text is `text`. Without `text`: whether a member is null, or none exists.
bool hasValue(std::string_view document, std::string_view key,
              const std::optional<std::string_view>& text);

/// Whether `word` occurs in the text of a scalar, ignoring case. Null has no text.
bool hasWord(std::string_view document, std::string_view word);

}  // namespace freezer
