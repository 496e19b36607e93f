#pragma once

#include <filesystem>

#include "core/result.h"

namespace freezer::cli {

/// Opens `file` in the user's editor, $VISUAL, else $EDITOR, else vi, and returns when it has
/// ended. The variable is a command line for the shell. Ctrl-C and Ctrl-\ belong to the editor
/// meanwhile. Unavailable, saying how the editor ended, if it is not found, fails or is killed. For
/// a program with one thread.
Result<void> openEditor(const std::filesystem::path& file);

}  // namespace freezer::cli
