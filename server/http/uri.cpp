#include "server/http/uri.h"

#include <algorithm>
#include <charconv>

#include "server/http/text.h"

namespace freezer::server {
namespace {

std::optional<std::string> formDecode(std::string_view text) {
  std::string spaced(text);
  std::ranges::replace(spaced, '+', ' ');
  return percentDecode(spaced);
}

bool isPort(std::string_view text) {
  return !text.empty() && text.size() <= 5 && std::ranges::all_of(text, isDigit);
}

bool isHost(std::string_view text) {
  if (text.starts_with('[')) {
    if (text.size() < 4 || !text.ends_with(']')) return false;
    const std::string_view address = text.substr(1, text.size() - 2);
    return std::ranges::all_of(address,
                               [](char c) { return isHexDigit(c) || c == ':' || c == '.'; });
  }
  return !text.empty() && text.size() <= 255 && std::ranges::all_of(text, [](char c) {
    return isAlphanumeric(c) || c == '-' || c == '.' || c == '_';
  });
}

}  // namespace

std::optional<std::string> percentDecode(std::string_view text) {
  if (text.find('%') == text.npos) return std::string(text);
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded += text[i];
      continue;
    }
    if (text.size() - i < 3 || !isHexDigit(text[i + 1]) || !isHexDigit(text[i + 2])) return {};
    unsigned char octet = 0;
    std::from_chars(&text[i + 1], &text[i + 1] + 2, octet, 16);
    decoded += static_cast<char>(octet);
    i += 2;
  }
  return decoded;
}

std::string percentEncode(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string encoded;
  encoded.reserve(text.size());
  for (const char c : text) {
    if (isAlphanumeric(c) || c == '-' || c == '.' || c == '_' || c == '~') {
      encoded += c;
    } else {
      const auto octet = static_cast<unsigned char>(c);
      encoded += {'%', kDigits[octet >> 4U], kDigits[octet & 0xfU]};
    }
  }
  return encoded;
}

bool isHostAndPort(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  // The last colon of "[::1]" is part of the address.
  if (colon == text.npos || text.ends_with(']')) return isHost(text);
  return isHost(text.substr(0, colon)) && isPort(text.substr(colon + 1));
}

Result<Parameters> Parameters::parse(std::string_view query) {
  Parameters parameters;
  while (!query.empty()) {
    std::string_view pair = takeUntil(query, '&');
    if (pair.empty()) continue;
    auto name = formDecode(takeUntil(pair, '='));
    auto value = formDecode(pair);
    if (!name || !value) {
      return Error{ErrorCode::InvalidRequest,
                   "The query is malformed: a % must be followed by two hex digits."};
    }
    parameters.pairs_.emplace_back(std::move(*name), std::move(*value));
  }
  return parameters;
}

Result<std::optional<std::string>> Parameters::single(std::string_view name) const {
  std::optional<std::string> found;
  for (const auto& [key, value] : pairs_) {
    if (key != name) continue;
    if (found) {
      return Error{ErrorCode::InvalidRequest,
                   "The parameter " + std::string(name) + " was given more than once."};
    }
    found = value;
  }
  return found;
}

}  // namespace freezer::server
