#include "cli/config/load.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <utility>

#include "cli/config/ini.h"
#include "cli/config/settings.h"
#include "cli/config/store_url.h"

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

Result<void> readFile(const std::string& file, LoadedConfig& loaded) {
  const Result<std::vector<IniEntry>> entries = readIni(file);
  if (!entries) return entries.error();
  std::string unknown;
  for (const IniEntry& entry : entries.value()) {
    const std::string name = "[" + entry.section + "] " + entry.key;
    if (const Setting* setting = findSetting(entry.section, entry.key)) {
      const std::string where = file + ", line " + std::to_string(entry.line) + ": " + name;
      const auto assigned = assign(*setting, loaded.config, entry.value, where);
      if (!assigned) return assigned;
    } else if (isOurs(entry)) {
      unknown.append(unknown.empty() ? "" : ", ").append(name);
    }
  }
  if (!unknown.empty())
    loaded.warnings.push_back(file + ": unknown settings are ignored: " + unknown);
  return {};
}

}  // namespace

Result<LoadedConfig> loadConfig(const std::optional<std::string>& file,
                                const SettingOptions& options) {
  LoadedConfig loaded;
  if (const std::optional<std::string> chosen = configFile(file)) {
    if (const Result<void> read = readFile(*chosen, loaded); !read) return read.error();
  }
  for (const Setting& setting : settings()) {
    const auto value = environmentVariable(setting.variable);
    if (!value) continue;
    const auto assigned = assign(setting, loaded.config, *value, std::string(setting.variable));
    if (!assigned) return assigned.error();
  }
  for (const Setting& setting : settings()) {
    const auto option = options.find(setting.option);
    if (setting.option.empty() || option == options.end()) continue;
    const auto assigned =
        assign(setting, loaded.config, option->second, std::string(setting.option));
    if (!assigned) return assigned.error();
  }
  Config& config = loaded.config;
  if (!config.passwordFile.empty()) {
    auto url = withPasswordOf(config.connection, config.passwordFile);
    if (!url) return url.error();
    config.connection = std::move(url).value();
  }
  return loaded;
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

}  // namespace freezer::cli
