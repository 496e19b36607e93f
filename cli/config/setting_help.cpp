#include "cli/config/setting_help.h"

#include <algorithm>

#include "cli/config/slots.h"
#include "cli/output/text.h"

namespace freezer::cli {

std::string explanation(const Setting& setting) {
  const Slot& slot = setting.slot;
  std::string text(setting.help);
  if (!slot.choices.empty())
    text += " One of: " + slots::joined({slot.choices.begin(), slot.choices.end()}) + ".";
  if (slot.least < slot.most)
    text += " From " + std::to_string(slot.least) + " to " + std::to_string(slot.most) + ".";
  return text;
}

std::string explanationWithDefault(const Setting& setting) {
  const std::string value = defaultText(setting);
  return explanation(setting) + (value.empty() ? "" : " Default: " + value + ".");
}

std::vector<std::string_view> settingSections() {
  std::vector<std::string_view> sections = {"DEFAULT"};
  for (const Setting& setting : settings())
    if (std::ranges::find(sections, setting.section) == sections.end())
      sections.push_back(setting.section);
  return sections;
}

std::string describeSettings() {
  std::string text = "Settings: [section] name in the file, and environment variable:\n";
  for (const Setting& setting : settings()) {
    text.append("  [").append(setting.section).append("] ").append(setting.name);
    if (!setting.variable.empty()) text.append(", ").append(setting.variable);
    for (const std::string& line : wrap(explanationWithDefault(setting), 74))
      text.append("\n      ").append(line);
    text.append("\n");
  }
  return text;
}

}  // namespace freezer::cli
