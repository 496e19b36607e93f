#include "cli/input/document_text.h"

#include <array>
#include <cerrno>
#include <fstream>
#include <iostream>
#include <system_error>

#include "cli/input/yaml_reader.h"

namespace freezer::cli {
namespace {

/// The content of `input`, or a little more than `limit` bytes of it.
std::string readSome(std::istream& input, std::size_t limit) {
  std::string text;
  std::array<char, 65536> piece{};
  while (text.size() <= limit && input) {
    input.read(piece.data(), piece.size());
    text.append(piece.data(), static_cast<std::size_t>(input.gcount()));
  }
  return text;
}

/// Also of a text without anything, which the reader of JSON calls empty.
bool isJson(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first == std::string::npos || text[first] == '{' || text[first] == '[';
}

}  // namespace

Result<std::string> readInput(const std::string& file, std::size_t limit) {
  std::ifstream opened;
  errno = 0;
  if (file != "-") opened.open(file, std::ios::binary);
  std::istream& input = file == "-" ? std::cin : opened;
  std::string text = input ? readSome(input, limit) : "";
  // The file does not exist, or reading fails, as for a folder.
  if (!input.eof() && text.size() <= limit)
    return Error{ErrorCode::InvalidRequest,
                 "cannot read " + file + ": " + std::generic_category().message(errno)};
  return text;
}

Result<Document> parseText(const Config& config, const std::string& text,
                           const std::string& source) {
  const DocumentLimits limits = config.documentLimits();
  if (text.size() > limits.maxBytes)
    return Error{ErrorCode::InvalidDocument,
                 source + " has more than " + std::to_string(limits.maxBytes) +
                     " bytes, the limit of a document ([limits] max_body)"};
  Result<Document> document = isJson(text) ? Document::parse(text, limits) : readYaml(text, limits);
  if (document) return document;
  Error error = document.error();
  error.message = source + ": " + error.message;
  return error;
}

Result<Document> readDocument(const Config& config, const std::string& file) {
  const Result<std::string> text = readInput(file, config.documentLimits().maxBytes);
  if (!text) return text.error();
  return parseText(config, text.value(), file == "-" ? "standard input" : file);
}

}  // namespace freezer::cli
