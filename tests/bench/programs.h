#pragma once

#include <filesystem>
#include <string>

#include "tests/support/program.h"

namespace freezer::bench {

/// An environment with only PATH.
const test::Environment& quietEnvironment();

/// The URL of the store in this file.
std::string urlOf(const std::filesystem::path& store);

// Each runs a program to its end and throws if it fails.

/// freezer-api on a store.
void runCommand(const std::filesystem::path& store, const test::Words& words);
void runCommandOn(const std::string& url, const test::Words& words);

/// Creates an empty store; replaces an earlier one of this name.
std::filesystem::path emptyStore(const std::filesystem::path& folder, const std::string& name);

/// SQLite's shell on a store.
void runSqliteShell(const std::filesystem::path& store, const test::Words& commands);

}  // namespace freezer::bench
