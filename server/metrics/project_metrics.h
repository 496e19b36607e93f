#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/rules/overview.h"
#include "server/metrics/families.h"

namespace freezer::server {

/// The most projects and clients that have metrics of their own, so that a monitoring system is not
/// flooded.
inline constexpr std::size_t kMostProjects = 1000;
inline constexpr std::size_t kMostClients = 10'000;

/// A project, and its backups of today.
struct ProjectToday {
  std::string project_id;
  BackupDay backups = {};
};

/// The state of the documents in a store, as far as operators want alerts on it.
struct StateOfProjects {
  Overview overview;                   ///< Of all projects.
  std::vector<ProjectToday> projects;  ///< Sorted by ID; at most kMostProjects.
  std::size_t projectsLeftOut = 0;     ///< Beyond these.
};

/// Metrics for each project of `state`, and for each of at most `mostClients` clients in them.
std::vector<Family> projectMetrics(const StateOfProjects& state,
                                   std::size_t mostClients = kMostClients);

}  // namespace freezer::server
