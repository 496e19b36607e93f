#include "cli/config/load.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <utility>

#include "cli/config/ini.h"
#include "cli/config/settings.h"
#include "cli/config/store_url.h"
#include "cli/parser/suggest.h"

namespace freezer::cli {
namespace {

constexpr std::string_view kSystemFile = "/etc/freezer/freezer-api.conf";
constexpr const char* kFileVariable = "FREEZER_CONFIG_FILE";

std::optional<std::string> configFile(const std::optional<std::string>& option) {
  if (option) return option;
  if (auto file = environmentVariable(kFileVariable)) return file;
  if (std::error_code ignored; std::filesystem::exists(kSystemFile, ignored))
    return std::string(kSystemFile);
  return std::nullopt;
}

/// Whether the service has settings in this section, so that an unknown key is probably a typing
/// error.
bool isOurs(const IniEntry& entry) {
  return !isIgnored(entry.section, entry.key) &&
         std::ranges::any_of(settings(),
                             [&](const Setting& each) { return each.section == entry.section; });
}

/// Variables of these names are set in containers beside a service that is called "freezer-api"
/// (Kubernetes, "Discovering services").
constexpr std::string_view kOfKubernetes = "FREEZER_API_";

/// The names of all settings' variables.
std::vector<std::string> knownVariables() {
  std::vector<std::string> known = {kFileVariable};
  for (const Setting& setting : settings()) {
    if (!setting.variable.empty()) known.emplace_back(setting.variable);
  }
  return known;
}

class Loader {
 public:
  LoadedConfig load(const std::optional<std::string>& file, const SettingOptions& options) {
    loaded_.file = configFile(file);
    if (loaded_.file) takeFile(*loaded_.file);
    takeEnvironment();
    takeOptions(options);
    takePassword();
    return std::move(loaded_);
  }

 private:
  /// `where` is the source as messages name it.
  void take(const Setting& setting, const std::string& value, const std::string& source,
            const std::string& where) {
    if (const auto assigned = assign(setting, loaded_.config, value, where); !assigned) {
      loaded_.faults.push_back(assigned.error());
    } else {
      loaded_.given[&setting] = {value, source};
    }
  }

  void takeFile(const std::string& file) {
    const Result<std::vector<IniEntry>> entries = readIni(file);
    if (!entries) return loaded_.faults.push_back(entries.error());
    std::string unknown;
    for (const IniEntry& entry : entries.value()) {
      const std::string name = "[" + entry.section + "] " + entry.key;
      if (const Setting* setting = findSetting(entry.section, entry.key)) {
        const std::string source = file + ", line " + std::to_string(entry.line);
        take(*setting, entry.value, source, source + ": " + name);
      } else if (isOurs(entry)) {
        unknown.append(unknown.empty() ? "" : ", ").append(name);
      }
    }
    if (!unknown.empty())
      loaded_.warnings.push_back(file + ": unknown settings are ignored: " + unknown);
  }

  void takeEnvironment() {
    for (const Setting& setting : settings()) {
      const std::string name(setting.variable);
      if (const auto value = environmentVariable(name)) take(setting, *value, name, name);
    }
    const std::vector<std::string> known = knownVariables();
    for (const std::string& name : environmentVariables("FREEZER_")) {
      if (name.starts_with(kOfKubernetes) || std::ranges::find(known, name) != known.end())
        continue;
      const std::string similar = nearest(name, known);
      loaded_.warnings.push_back("the unknown environment variable " + name + " is ignored" +
                                 (similar.empty() ? "" : "; did you mean " + similar + "?"));
    }
  }

  void takeOptions(const SettingOptions& options) {
    for (const Setting& setting : settings()) {
      const auto option = options.find(setting.option);
      if (setting.option.empty() || option == options.end()) continue;
      const std::string name(setting.option);
      take(setting, option->second, name, name);
    }
  }

  void takePassword() {
    Config& config = loaded_.config;
    if (config.passwordFile.empty()) return;
    auto url = withPasswordOf(config.connection, config.passwordFile);
    if (!url) return loaded_.faults.push_back(url.error());
    config.connection = std::move(url).value();
  }

  LoadedConfig loaded_;
};

}  // namespace

LoadedConfig loadConfig(const std::optional<std::string>& file, const SettingOptions& options) {
  return Loader().load(file, options);
}

Result<Policy> loadPolicy(const Config& config) {
  return config.policyFile.empty() ? Policy() : Policy::read(config.policyFile);
}

std::optional<std::string> environmentVariable(std::string_view name) {
  if (name.empty()) return std::nullopt;
  // NOLINTNEXTLINE(concurrency-mt-unsafe): called before any thread starts.
  const char* const value = std::getenv(std::string(name).c_str());
  if (value == nullptr || *value == '\0') return std::nullopt;
  return value;
}

std::vector<std::string> environmentVariables(std::string_view prefix) {
  std::vector<std::string> names;
  for (char** each = environ; *each != nullptr; ++each) {
    const std::string_view entry = *each;
    if (entry.starts_with(prefix)) names.emplace_back(entry.substr(0, entry.find('=')));
  }
  std::ranges::sort(names);
  return names;
}

}  // namespace freezer::cli
