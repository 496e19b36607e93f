#pragma once

#include <optional>
#include <string>

#include "cli/parser/command_page.h"

namespace freezer::cli {

/// The generated block `what` of a manual page, in the language of scdoc(5) and ending
/// with a line end; none where nothing is called so. man.h lists them.
std::optional<std::string> manBlock(const std::string& what, const CommandPage& root);

}  // namespace freezer::cli
