#pragma once

#include <cstddef>
#include <string>

#include "cli/parser/command_page.h"

namespace freezer::cli {

/// The help of a command, in lines of at most `width` columns.
std::string helpText(const CommandPage& page, std::size_t width);

}  // namespace freezer::cli
