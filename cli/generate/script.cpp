#include "cli/generate/script.h"

#include <cstdlib>

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

namespace {

/// The call that offers what a source has.
std::string call(const ValueSource& source, const std::string& files) {
  const std::string words = quotedWords(source.words, " ", shellQuoted);
  switch (source.kind) {
    case ValueSource::Kind::None: return "true";
    case ValueSource::Kind::Files: return files;
    case ValueSource::Kind::Fixed: return "_freezer_api_offer " + words;
    case ValueSource::Kind::Command: return "_freezer_api_ask " + words;
  }
  std::abort();
}

}  // namespace

std::string valueTable(const Completion& completion, const std::string& files) {
  std::string text = R"(
# Offers values for "$1", an option or a word with its command before it.
_freezer_api_value() {
  case $1 in
)";
  for (const ValuePlaces& value : completion.values) {
    text += "    " + quotedWords(value.places, " | \\\n      ", shellQuoted) + ")\n      " +
            call(value.source, files) + "\n      ;;\n";
  }
  return text + "  esac\n}\n";
}

}  // namespace freezer::cli
