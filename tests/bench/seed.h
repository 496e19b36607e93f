#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

namespace freezer::bench {

// Stores with realistic documents. The same numbers give the same documents, so a store is created
// once and used by later runs.

/// The project of all documents, and the base of their paths.
inline const std::string kProject = "default";
inline const std::string kBase = "/v2/" + kProject;

/// The ID of backup `number`.
std::string backupId(std::uint64_t number);

/// The host of backup `number`; each host has twenty backups.
std::string hostOfBackup(std::uint64_t number, std::uint64_t count);

/// The body that creates backup `number` of `count`, like those of the agent, with about `bytes`
/// bytes.
std::string backupBody(std::uint64_t number, std::uint64_t count, std::size_t bytes);

/// The client `number`, and its job `which` (0, 1 or 2).
std::string clientId(std::uint64_t number);
std::string jobId(std::uint64_t client, int which);
std::string jobBody(std::uint64_t client, int which);

/// The file in `folder` of a store with `count` backups of `bytes` bytes; creates it if necessary.
std::filesystem::path storeOfBackups(const std::filesystem::path& folder, std::uint64_t count,
                                     std::size_t bytes);

/// The file of a store with `clients` clients, each with three jobs, the last of which is
/// completed; creates it if necessary.
std::filesystem::path storeOfJobs(const std::filesystem::path& folder, std::uint64_t clients);

/// Copies a store that no program has open; replaces an earlier copy of this name.
std::filesystem::path copyOf(const std::filesystem::path& store, const std::string& name);

}  // namespace freezer::bench
