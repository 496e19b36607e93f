#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "core/store/store.h"

namespace freezer {

/// No limit for indexedText().
inline constexpr std::size_t kNoLongest = 0;

/// The text by which an engine finds `text`, if its columns hold at most `longest` bytes (at least
/// 64): the same, or the begin of the text with a hash of it. Texts that begin alike are then
/// sorted by their hashes.
std::string indexedText(std::string_view text, std::size_t longest);

/// The same for a text; other values are returned as they are.
IndexEntries::Scalar indexedValue(const IndexEntries::Scalar& value, std::size_t longest);

/// The same for all values; none if none is too long.
std::optional<IndexEntries> shortened(const IndexEntries& entries, std::size_t longest);

}  // namespace freezer
