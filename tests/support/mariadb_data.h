#pragma once

#include <filesystem>
#include <string>

#include "tests/support/process.h"

namespace freezer::test {

/// The environment of MariaDB's programs: the paths of Debian's packages.
const Environment& mariadbEnvironment();

/// The words before a command that run it as a user whom MariaDB accepts: mysql instead of root.
/// The command is killed when the thread that started it ends.
Words asMariadbUser();

/// Makes a file, or a folder with all that is in it, the property of that user.
void giveToMariadbUser(const std::filesystem::path& path);

/// Creates the data folder of a new server with the accounts of MariadbAdmin. The first call for a
/// build tree initialises a data folder there, which takes a second; each call copies it. Safe
/// to call from several processes at once.
void createMariadbData(const std::filesystem::path& folder);

}  // namespace freezer::test
