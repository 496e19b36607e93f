#pragma once

#include "cli/parser/command_line.h"
#include "core/resource.h"

namespace freezer::cli {

/// Adds to the help of `command`, which does `verb` to documents of `resource`, lines that
/// show it in use.
void addExamples(const Command& command, const Resource& resource, Verb verb);

}  // namespace freezer::cli
