#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace freezer::cli {

/// The most similar word of `known`; empty if none is similar.
std::string nearest(std::string_view word, const std::vector<std::string>& known);

/// " (did you mean 'jobs'?)", for the end of a message; empty if no word is similar.
std::string didYouMean(std::string_view word, const std::vector<std::string>& known);

}  // namespace freezer::cli
