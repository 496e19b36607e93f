#include "cli/generate/script.h"

#include <algorithm>

namespace freezer::cli {
namespace {

/// Whether every shell takes it as it is.
bool isPlain(const std::string& word) {
  constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
  return !word.empty() && word.find_first_not_of(kPlain) == std::string::npos;
}

}  // namespace

std::string shellQuoted(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) quoted.append(c == '\'' ? "'\\''" : std::string(1, c));
  return quoted + "'";
}

std::string quotedWords(const std::vector<std::string>& words, const std::string& separator,
                        std::string (*quote)(const std::string&)) {
  std::string text;
  for (const std::string& word : words)
    text.append(text.empty() ? "" : separator).append(isPlain(word) ? word : quote(word));
  return text;
}

std::vector<std::string> namesOf(const std::vector<NameWithHelp>& entries) {
  std::vector<std::string> names;
  std::ranges::transform(entries, std::back_inserter(names), &NameWithHelp::name);
  return names;
}

}  // namespace freezer::cli
