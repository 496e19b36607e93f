#include "cli/generate/conf.h"

#include "cli/config/setting_help.h"
#include "cli/output/text.h"

namespace freezer::cli {
namespace {

constexpr std::size_t kWidth = 78;
constexpr const char* kSystemStore = "sqlite:////var/lib/freezer/freezer.sqlite";

constexpr const char* kConfHead = R"(# The configuration of freezer-api: see freezer-api.conf(5).
#
# The command line overrides the environment, which overrides this file. The commented values
# are the defaults.
)";

void appendComment(std::string& text, const std::string& sentence) {
  for (const std::string& line : wrap(sentence, kWidth)) text.append("# ").append(line) += '\n';
}

/// The help of a setting with its environment variable.
std::string comment(const Setting& setting) {
  const std::string text = explanation(setting);
  if (setting.variable.empty()) return text;
  return text + " Environment: " + std::string(setting.variable) + ".";
}

std::string assignment(const Setting& setting) {
  const std::string name(setting.name);
  if (setting.option == "--db") return name + " = " + kSystemStore;
  const std::string value = defaultText(setting);
  return "#" + name + " =" + (value.empty() ? "" : " " + value);
}

}  // namespace

std::string sampleConf() {
  std::string text = kConfHead;
  for (const std::string_view section : settingSections()) {
    text.append("\n[").append(section).append("]\n");
    for (const Setting& setting : settings()) {
      if (setting.section != section) continue;
      text += '\n';
      appendComment(text, comment(setting));
      text += assignment(setting) + '\n';
    }
  }
  return text;
}

}  // namespace freezer::cli
