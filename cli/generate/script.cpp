#include "cli/generate/script.h"

#include <cstdlib>

#include <algorithm>

namespace freezer::cli {
namespace {

/// Whether a word needs no quotes in any shell.
bool isPlainWord(const std::string& word) {
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
    text.append(text.empty() ? "" : separator).append(isPlainWord(word) ? word : quote(word));
  return text;
}

std::vector<std::string> namesOf(const std::vector<NameWithHelp>& entries) {
  std::vector<std::string> names;
  std::ranges::transform(entries, std::back_inserter(names), &NameWithHelp::name);
  return names;
}

std::string wordArray(const char* name, const std::vector<std::string>& words) {
  if (words.empty()) return {};
  std::string text = "      ";
  return text.append(name).append("=(").append(quotedWords(words, " ", shellQuoted)) + ")\n";
}

std::string commandTable(const Completion& completion, EntryArray entries) {
  std::string text = R"(
# Sets the commands, options, flags (options without a value) and argument names of the command
# "$1"; the name "..." repeats the one before it.
_freezer_api_command() {
  commands=() options=() flags=() names=()
  case $1 in
)";
  for (const CommandCompletion& command : completion.commands) {
    text += "    " + shellQuoted(command.words) + ")\n" + entries("commands", command.commands) +
            entries("options", command.options) + wordArray("flags", command.flags) +
            wordArray("names", command.names) + "      ;;\n";
  }
  return text + "  esac\n}\n";
}

namespace {

/// The call that offers the values of a source.
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
# Offers values for "$1", which is "COMMAND OPTION" or "COMMAND ARGUMENT".
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
