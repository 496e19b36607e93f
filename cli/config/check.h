#pragma once

#include <string>
#include <vector>

#include "cli/config/load.h"

namespace freezer::cli {

/// The outcome of one check.
struct Finding {
  enum class State { Ok, Warning, Fault };

  std::string area;  ///< "settings", "policy", "store".
  State state = State::Ok;
  std::string detail = {};
};

/// Checks all that `serve` needs: the settings with their sources, the policy, addresses, TLS
/// files, the logs, the store and Keystone. Changes and creates nothing. Keystone may take
/// seconds.
std::vector<Finding> checkConfig(const LoadedConfig& loaded);

}  // namespace freezer::cli
