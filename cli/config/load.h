#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/config/config.h"
#include "cli/config/settings.h"
#include "core/policy/policy.h"
#include "core/result.h"

namespace freezer::cli {

/// The values of options of settings, by option name ("--bind-port").
using SettingOptions = std::map<std::string_view, std::string>;

/// A value of a setting and where it was given.
struct GivenValue {
  std::string value;
  std::string source;  ///< "/etc/freezer/freezer-api.conf, line 3", "FREEZER_DB", "--db".
};

/// What was given, and not overridden, for the settings that are not at their default.
using GivenValues = std::map<const Setting*, GivenValue>;

struct LoadedConfig {
  Config config;
  GivenValues given;
  std::optional<std::string> file;    ///< The configuration file; none: there is none.
  std::vector<std::string> warnings;  ///< For the user: unknown keys and variables.

  /// InvalidRequest, naming the place, for a file that cannot be read and for each invalid value.
  /// What is at fault has no effect.
  std::vector<Error> faults;
};

/// Combines the sources of settings, each overriding those before it: the defaults; the
/// configuration file (`file`, or FREEZER_CONFIG_FILE, or /etc/freezer/freezer-api.conf if it
/// exists); the environment; `options`.
LoadedConfig loadConfig(const std::optional<std::string>& file, const SettingOptions& options);

/// The default policy with the rules of the policy file, if one is configured. InvalidRequest for
/// an invalid file.
Result<Policy> loadPolicy(const Config& config);

/// The value of an environment variable, if it is set and not empty.
std::optional<std::string> environmentVariable(std::string_view name);

/// The names of all environment variables that begin with `prefix`, sorted.
std::vector<std::string> environmentVariables(std::string_view prefix);

}  // namespace freezer::cli
