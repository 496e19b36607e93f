#include "cli/generate/conf.h"

#include "cli/config/config.h"
#include "cli/parser/wrap.h"

namespace freezer::cli {
namespace {

constexpr std::size_t kWidth = 78;
constexpr const char* kSystemStore = "sqlite:////var/lib/freezer/freezer.sqlite";

constexpr const char* kHead = R"(# The configuration of freezer-api: see freezer-api.conf(5).
#
# A setting comes from the command line, else from the environment, else from this file,
# else it has its default, which is what is commented out here.
)";

void appendComment(std::string& text, const std::string& sentence) {
  for (const std::string& line : wrap(sentence, kWidth)) text.append("# ").append(line) += '\n';
}

/// What it is and may be, and by which variable it is set too.
std::string comment(const Setting& setting) {
  const std::string text = explanation(setting);
  if (setting.variable.empty()) return text;
  return text + " In the environment: " + std::string(setting.variable) + ".";
}

std::string assignment(const Setting& setting) {
  std::string text(setting.name);
  if (setting.key == Key::Connection) return text + " = " + kSystemStore;
  text.insert(0, "#").append(" =");
  if (!setting.secret && !setting.fallback.empty()) text.append(" ").append(setting.fallback);
  return text;
}

}  // namespace

std::string sampleConf() {
  std::string text = kHead;
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
