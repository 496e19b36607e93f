#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/rules/overview.h"

namespace freezer::cli {

enum class Health { Well, Warning, Failing };

/// A job or a client that needs attention.
struct Trouble {
  Health health = Health::Warning;
  std::string client_id;
  std::string job_id;  ///< Empty if it concerns the client.
  std::string what;    ///< "failed 3 h ago; due 20 min ago"
  std::string description;
};

/// Everything that needs attention, the worst first.
std::vector<Trouble> troublesOf(const Overview& overview);

/// The state of a client: Failing if a job of it failed or can never run, or it was never backed
/// up; Warning if it needs attention for another reason.
Health healthOf(const ClientOverview& client);

/// "3 h ago"; with the date after two days; "never".
std::string whenText(const std::optional<std::int64_t>& time, std::int64_t now);

}  // namespace freezer::cli
