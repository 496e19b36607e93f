#pragma once

#include <optional>
#include <string>

#include "cli/parser/command_page.h"

namespace freezer::cli {

/// The content of the generated block `what` of a manual page, scdoc(5), with a final line end;
/// none for an unknown name. man.h lists the names.
std::optional<std::string> manBlock(const std::string& what, const CommandPage& root);

}  // namespace freezer::cli
