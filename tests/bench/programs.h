#pragma once

#include <filesystem>
#include <string>

#include "tests/support/program.h"

namespace freezer::bench {

/// Nothing of ours but the path, for `env` to find sqlite3.
const test::Environment& quietEnvironment();

/// The URL of a store in this file.
std::string urlOf(const std::filesystem::path& store);

// Each runs a program to its end and throws where it fails.

/// The program itself, on a store.
void runCommand(const std::filesystem::path& store, const test::Words& words);

/// SQLite's shell.
void runSqliteShell(const std::filesystem::path& store, const test::Words& commands);

}  // namespace freezer::bench
