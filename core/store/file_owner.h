#pragma once

#include <filesystem>

namespace freezer {

/// If root has created `file`, gives it to the owner of its folder, so that the service can open
/// it. If that fails, the file remains owned by root. `descriptor` is that of the file.
void giveToFolderOwner(int descriptor, const std::filesystem::path& file);

}  // namespace freezer
