#include "cli/parser/command_page.h"

namespace freezer::cli {
namespace {

std::string joined(const std::vector<std::string>& words, const std::string& separator) {
  std::string text;
  for (const std::string& word : words) text.append(text.empty() ? "" : separator).append(word);
  return text;
}

}  // namespace

std::string fullName(const CommandPage& page) {
  return joined(page.words, " ");
}

std::string synopsis(const OptionPage& option) {
  if (option.names.empty()) return option.word;
  const std::string names = joined(option.names, ", ");
  return option.valueName.empty() ? names : names + " " + option.valueName;
}

std::string explanation(const OptionPage& option) {
  std::string text = option.help;
  if (!option.values.empty()) {
    std::string values;
    for (const std::string& value : option.values)
      values.append(values.empty() ? "" : ", ").append(value.empty() ? "\"\"" : value);
    text.append(" One of: ").append(values).append(".");
  }
  if (option.isRequired && option.word.empty()) text.append(" Required.");
  return text;
}

}  // namespace freezer::cli
