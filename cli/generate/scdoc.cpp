#include "cli/generate/scdoc.h"

namespace freezer::cli {

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\\' || c == '*' || c == '_') result += '\\';
    result += c;
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
  return indent + heading + "\n" + indent + "\t" + escaped(text) + "\n\n";
}

}  // namespace freezer::cli
