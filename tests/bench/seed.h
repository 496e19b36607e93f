#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

namespace freezer::bench {

// Stores full of documents that could be real. The same numbers give the same
// documents, so that a store is made once and used again by later runs.

/// The project that all of them belong to, and the paths of its documents.
inline const std::string kProject = "default";
inline const std::string kBase = "/v2/" + kProject;

/// The id of backup `number`.
std::string backupId(std::uint64_t number);

/// A machine that backups come from; each has twenty of them.
std::string hostOfBackup(std::uint64_t number, std::uint64_t count);

/// The body that creates backup `number` of `count`: as the agent describes one,
/// and of about `bytes`.
std::string backupBody(std::uint64_t number, std::uint64_t count, std::size_t bytes);

/// The scheduler `number`, and its job `which` (0, 1, 2).
std::string clientId(std::uint64_t number);
std::string jobId(std::uint64_t client, int which);
std::string jobBody(std::uint64_t client, int which);

/// The file of a store with `count` backups of `bytes` each, in `folder`.
std::filesystem::path storeOfBackups(const std::filesystem::path& folder, std::uint64_t count,
                                     std::size_t bytes);

/// The file of a store with `clients` schedulers, each with three jobs, the last
/// of which is completed.
std::filesystem::path storeOfJobs(const std::filesystem::path& folder, std::uint64_t clients);

/// A copy of a store that nobody has open, instead of any earlier one of that name.
std::filesystem::path copyOf(const std::filesystem::path& store, const std::string& name);

}  // namespace freezer::bench
