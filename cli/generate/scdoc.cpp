#include "cli/generate/scdoc.h"

namespace freezer::cli {
namespace {

bool isAlphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool isWithinWord =
        i > 0 && i + 1 < text.size() && isAlphanumeric(text[i - 1]) && isAlphanumeric(text[i + 1]);
    const bool isMark = text[i] == '\\' || text[i] == '*' || (text[i] == '_' && !isWithinWord);
    if (isMark) result += '\\';
    result += text[i];
  }
  return result;
}

std::string bold(std::string_view text) {
  return "*" + escaped(text) + "*";
}

std::string underlined(std::string_view text) {
  return "_" + escaped(text) + "_";
}

std::string entry(const std::string& heading, std::string_view text, std::size_t depth) {
  const std::string indent(depth, '\t');
  // At the start of a line these characters are markup.
  const bool isMark = !text.empty() && std::string_view("#-[|]").find(text[0]) != std::string::npos;
  return indent + heading + "\n" + indent + "\t" + (isMark ? "\\" : "") + escaped(text) + "\n\n";
}

}  // namespace freezer::cli
