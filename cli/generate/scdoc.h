#pragma once

#include <string>
#include <string_view>

namespace freezer::cli {

// The markup of the manual pages, scdoc(5).

/// `text` without markup.
std::string escaped(std::string_view text);

std::string bold(std::string_view text);
std::string underlined(std::string_view text);

/// A heading with a text below it, indented by `depth` levels. `text` is escaped; `heading` must be
/// marked up already. Ends with an empty line.
std::string entry(const std::string& heading, std::string_view text, std::size_t depth = 0);

}  // namespace freezer::cli
