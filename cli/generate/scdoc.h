#pragma once

#include <string>
#include <string_view>

namespace freezer::cli {

// The language of scdoc(5), by which the manual pages are written.

/// `text` as it is.
std::string escaped(std::string_view text);

std::string bold(std::string_view text);
std::string underlined(std::string_view text);

/// A line with a text below it, which is escaped, set in by `depth` more than the line;
/// `heading` must be marked up already. Ends with an empty line.
std::string entry(const std::string& heading, std::string_view text, std::size_t depth = 0);

}  // namespace freezer::cli
