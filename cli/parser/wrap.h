#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace freezer::cli {

/// The words of `text` in lines of at most `width` columns; a longer word has a line of
/// its own. `text` must be ASCII.
std::vector<std::string> wrap(std::string_view text, std::size_t width);

}  // namespace freezer::cli
