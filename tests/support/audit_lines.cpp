#include "tests/support/audit_lines.h"

#include <gtest/gtest.h>

namespace freezer::test {
namespace {

std::string textAt(const Document& line, std::string_view pointer) {
  const Value value = line.at(pointer);
  return value.isNull() ? "-" : scalarText(value);
}

std::string subjectAt(const Document& line, const std::string& place) {
  return textAt(line, place + "/verb") + " " + textAt(line, place + "/kind") + " " +
         textAt(line, place + "/id");
}

}  // namespace

std::string summaryOf(const Document& line) {
  std::string summary = subjectAt(line, "") + " " + textAt(line, "/version_before") + ">" +
                        textAt(line, "/version_after") + " " + textAt(line, "/outcome");
  if (line.has("/status")) summary += " " + textAt(line, "/status");
  if (line.has("/reason")) summary += " " + textAt(line, "/reason");
  if (line.has("/cause")) summary += " (" + subjectAt(line, "/cause") + ")";
  return summary;
}

std::vector<std::string> summariesOf(const std::vector<std::string>& lines) {
  std::vector<std::string> summaries;
  summaries.reserve(lines.size());
  for (const std::string& line : lines) {
    const auto document = Document::parse(line);
    EXPECT_TRUE(document) << line;
    summaries.push_back(document ? summaryOf(document.value()) : line);
  }
  return summaries;
}

}  // namespace freezer::test
