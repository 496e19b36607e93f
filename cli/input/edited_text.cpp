#include "cli/input/edited_text.h"

#include <algorithm>
#include <cstdlib>
#include <sstream>

#include "cli/output/error_lines.h"
#include "cli/output/json.h"
#include "cli/output/text.h"
#include "cli/output/yaml.h"

namespace freezer::cli {
namespace {

constexpr std::string_view kHint =
    "# It is changed when you save this text and leave the editor. A key that you delete is "
    "deleted.\n";

/// Begins the lines of an error. At the begin of a line of a YAML map, it can only be a comment.
constexpr std::string_view kErrorMark = "#! ";

constexpr std::string_view kErrorTitle =
    "Not stored. Correct it and save, or leave it unchanged to give up:";

std::string marked(std::string_view line) {
  return std::string(kErrorMark).append(line) + '\n';
}

}  // namespace

std::string_view EditedText::suffix() const {
  switch (language_) {
    case Language::Yaml: return ".yaml";
    case Language::Json: return ".json";
  }
  std::abort();
}

std::string EditedText::of(const Document& document) const {
  const Value value(document.object());
  if (hasComments()) return "# " + printable(heading_) + '\n' + std::string(kHint) + toYaml(value);
  std::ostringstream text;
  printJson(text, value);
  return text.str();
}

std::string EditedText::withError(const std::string& text, const Error& error) const {
  if (!hasComments()) return text;
  std::string lines = marked(kErrorTitle);
  for (const std::string& line : errorLines(error)) lines += marked(line);
  return lines + text;
}

std::string EditedText::withoutError(const std::string& text) const {
  if (!hasComments()) return text;
  std::string kept;
  for (std::size_t from = 0, end = 0; from < text.size(); from = end) {
    end = std::min(text.find('\n', from), text.size() - 1) + 1;
    const std::string_view line = std::string_view(text).substr(from, end - from);
    if (!line.starts_with(kErrorMark)) kept += line;
  }
  return kept;
}

std::string EditedText::atItsLines(const std::string& text) const {
  constexpr std::size_t kLines = 2;  // The title, and the message of an error in the syntax.
  return std::string(hasComments() ? kLines : 0, '\n') + text;
}

}  // namespace freezer::cli
