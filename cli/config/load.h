#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/config/config.h"
#include "core/policy/policy.h"
#include "core/result.h"

namespace freezer::cli {

/// The values of options of settings, by option name ("--bind-port").
using SettingOptions = std::map<std::string_view, std::string>;

struct LoadedConfig {
  Config config;
  std::vector<std::string> warnings;  ///< For the user: unknown keys of the file.
};

/// Combines the sources of settings, each overriding those before it: the defaults; the
/// configuration file (`file`, or FREEZER_CONFIG_FILE, or /etc/freezer/freezer-api.conf if it
/// exists); the environment; `options`. InvalidRequest, naming the place, for a file that cannot
/// be read and for an invalid value.
Result<LoadedConfig> loadConfig(const std::optional<std::string>& file,
                                const SettingOptions& options);

/// The default policy with the rules of the policy file, if one is configured. InvalidRequest for
/// an invalid file.
Result<Policy> loadPolicy(const Config& config);

/// The value of an environment variable, if it is set and not empty.
std::optional<std::string> environmentVariable(std::string_view name);

}  // namespace freezer::cli
