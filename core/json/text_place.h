#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace freezer {

/// The place of the byte at `offset` of a UTF-8 text, for a message: "line 1, column 8". Both count
/// from 1; columns count characters.
std::string placeIn(std::string_view text, std::size_t offset);

}  // namespace freezer
