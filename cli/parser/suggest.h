#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace freezer::cli {

/// The word of `known` that `word` was most likely meant to be; empty when
/// none is near.
std::string nearest(std::string_view word, const std::vector<std::string>& known);

}  // namespace freezer::cli
