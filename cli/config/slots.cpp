#include "cli/config/slots.h"

#include <Poco/StringTokenizer.h>

#include <algorithm>
#include <optional>

#include "cli/output/text.h"
#include "core/search/search.h"
#include "core/text.h"

namespace freezer::cli::slots {

std::string checkText(const Slot& slot, const std::string& text) {
  if (slot.isRequired && text.empty())
    return "must be text of at least one character and without control characters";
  return printable(text) == text ? "" : "must be text without control characters";
}

std::string readInteger(const Slot& slot, const std::string& text, std::int64_t& number) {
  const std::optional<std::int64_t> parsed = parseInteger(text);
  if (!parsed || *parsed < slot.least || *parsed > slot.most)
    return "must be a whole number from " + std::to_string(slot.least) + " to " +
           std::to_string(slot.most);
  number = *parsed;
  return {};
}

std::string readBoolean(const std::string& text, bool& value) {
  const Result<bool> parsed = parseBoolean("", text);
  if (!parsed) return "must be true or false";
  value = parsed.value();
  return {};
}

std::string readChoice(const Slot& slot, const std::string& text, std::size_t& index) {
  const auto found = std::ranges::find(slot.choices, text);
  if (found == slot.choices.end())
    return "must be one of: " + joined({slot.choices.begin(), slot.choices.end()});
  index = static_cast<std::size_t>(found - slot.choices.begin());
  return {};
}

std::vector<std::string> readWords(const std::string& text) {
  const Poco::StringTokenizer words(
      text, ",", Poco::StringTokenizer::TOK_IGNORE_EMPTY | Poco::StringTokenizer::TOK_TRIM);
  return {words.begin(), words.end()};
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text.append(text.empty() ? "" : ", ").append(word);
  return text;
}

}  // namespace freezer::cli::slots
