#include <algorithm>

#include "cli/commands/commands.h"
#include "cli/config/check.h"
#include "cli/config/load.h"
#include "cli/config/store_url.h"

namespace freezer::cli {
namespace {

/// The value in force; of a secret, only whether there is one.
std::string shownValue(const Setting& setting, const LoadedConfig& loaded) {
  std::string value = textOf(setting, loaded.config);
  if (&setting == findSetting("database", "connection")) return withoutPassword(value);
  if (setting.isSecret) return value.empty() ? "" : "***";
  const auto given = loaded.given.find(&setting);
  // A parsed value has no text of its own.
  return value.empty() && given != loaded.given.end() ? given->second.value : value;
}

Item itemOf(const Setting& setting, const LoadedConfig& loaded) {
  const auto given = loaded.given.find(&setting);
  Item item;
  item.document.set("/section", std::string(setting.section));
  item.document.set("/name", std::string(setting.name));
  item.document.set("/value", shownValue(setting, loaded));
  item.document.set("/source", given == loaded.given.end() ? "default" : given->second.source);
  return item;
}

Result<void> showSettings(const Context& context) {
  const LoadedConfig loaded = loadConfig(context.configFile, context.settingOptions());
  if (!loaded.faults.empty()) return loaded.faults.front();
  std::vector<Item> items;
  items.reserve(settings().size());
  for (const Setting& setting : settings()) items.push_back(itemOf(setting, loaded));
  return printList(context.output(),
                   {.usual = {{"section", "SECTION", "/section"},
                              {"name", "SETTING", "/name"},
                              {"value", "VALUE", "/value"},
                              {"source", "SOURCE", "/source"}},
                    .others = {},
                    .envelope = {}},
                   items);
}

std::string_view nameOf(Finding::State state) {
  switch (state) {
    case Finding::State::Ok: return "ok";
    case Finding::State::Warning: return "warning";
    case Finding::State::Fault: return "fault";
  }
  std::abort();  // Not reached: every state has a case.
}

Result<void> checkSettings(const Context& context) {
  const std::vector<Finding> findings =
      checkConfig(loadConfig(context.configFile, context.settingOptions()));
  std::vector<Item> items;
  items.reserve(findings.size());
  for (const Finding& finding : findings) {
    Item& item = items.emplace_back();
    item.document.set("/area", finding.area);
    item.document.set("/state", std::string(nameOf(finding.state)));
    item.document.set("/detail", finding.detail);
  }
  const auto printed = printList(context.output(),
                                 {.usual = {{"area", "AREA", "/area"},
                                            {"state", "STATE", "/state"},
                                            {"detail", "DETAIL", "/detail"}},
                                  .others = {},
                                  .envelope = {}},
                                 items);
  const auto faults = std::ranges::count(findings, Finding::State::Fault, &Finding::state);
  if (!printed || faults == 0) return printed;
  return Error{
      ErrorCode::InvalidRequest,
      "the configuration has " + (faults == 1 ? "a fault" : std::to_string(faults) + " faults")};
}

}  // namespace

void addConfig(const Command& root, Context& context) {
  const Command config = root.add("config", "Show and check the settings of commands and serve.");
  const Command show = config.add(
      "show", "Print every setting in force and where it was set. Secrets are not shown.");
  show.example("freezer-api config show -f csv");
  show.onRun([&context] { return showSettings(context); });
  const Command check =
      config.add("check",
                 "Check the settings, the policy, addresses, certificates, the logs, the store and "
                 "Keystone as "
                 "serve would use them. Changes nothing. Exit status 2: something is wrong.");
  check.example("freezer-api config check");
  check.onRun([&context] { return checkSettings(context); });
}

}  // namespace freezer::cli
