#include "cli/config/check.h"

#include <unistd.h>

#include <filesystem>

#include "cli/config/server_config.h"
#include "core/store/open.h"
#include "server/config_check.h"

namespace freezer::cli {
namespace {

namespace fs = std::filesystem;

class Checks {
 public:
  void add(std::string_view area, const Result<void>& outcome, const std::string& ok = "") {
    if (outcome) {
      findings_.push_back({std::string(area), Finding::State::Ok, ok});
    } else {
      addFault(area, outcome.error());
    }
  }

  void addFault(std::string_view area, const Error& error) {
    findings_.push_back({std::string(area), Finding::State::Fault, error.message});
  }

  void addWarning(std::string_view area, const std::string& text) {
    findings_.push_back({std::string(area), Finding::State::Warning, text});
  }

  std::vector<Finding> findings() && { return std::move(findings_); }

 private:
  std::vector<Finding> findings_;
};

void checkSources(const LoadedConfig& loaded, Checks& checks) {
  constexpr std::string_view kArea = "settings";
  for (const Error& fault : loaded.faults) checks.addFault(kArea, fault);
  for (const std::string& warning : loaded.warnings) checks.addWarning(kArea, warning);
  if (loaded.faults.empty()) checks.add(kArea, {}, loaded.file.value_or("no configuration file"));
}

/// Whether a log could be opened, without creating it: its owner would be whoever checks.
Result<void> checkLog(const fs::path& file) {
  std::error_code ignored;
  const bool isThere = fs::exists(file, ignored);
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  const fs::path& written = isThere ? file : folder;
  if (::access(written.c_str(), W_OK) == 0 && !fs::is_directory(file, ignored)) return {};
  return Error{ErrorCode::InvalidRequest,
               file.string() + " cannot be written; its folder must exist and be writable"};
}

void checkStore(const std::string& url, Checks& checks) {
  constexpr std::string_view kArea = "store";
  const auto version = schemaVersion(url);
  if (!version) return checks.addFault(kArea, version.error());
  const auto [current, latest] = version.value();
  if (current == 0) return checks.addWarning(kArea, "it is empty; serve fills it");
  if (current < latest)
    return checks.addWarning(kArea, "its schema is older than this program; serve upgrades it");
  const auto store = openStore(url, {.create = false, .upgrade = false});
  checks.add(kArea, store ? store.value()->ping() : store.error());
}

void checkServer(const Config& config, Checks& checks) {
  const auto server = serverConfig(config);
  if (!server) return checks.addFault("policy", server.error());
  checks.add("policy", {}, config.policyFile.empty() ? "the default rules" : config.policyFile);
  for (const auto& [area, outcome] : server::checkSettings(server.value())) {
    checks.add(area, outcome);
  }
}

}  // namespace

std::vector<Finding> checkConfig(const LoadedConfig& loaded) {
  Checks checks;
  checkSources(loaded, checks);
  checkServer(loaded.config, checks);
  if (!loaded.config.logFile.empty()) checks.add("log", checkLog(loaded.config.logFile));
  if (!loaded.config.auditFile.empty()) checks.add("audit log", checkLog(loaded.config.auditFile));
  checkStore(loaded.config.connection, checks);
  return std::move(checks).findings();
}

}  // namespace freezer::cli
