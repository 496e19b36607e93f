#include "server/http/conditional.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string_view>
#include <vector>

#include "server/http/text.h"

namespace freezer::server {
namespace {

/// No document has this version, so nothing matches it.
constexpr std::int64_t kNoVersion = 0;

struct EntityTag {
  bool weak = false;
  std::string_view opaque;  ///< Without the quotes.

  std::int64_t version() const {
    std::int64_t number = kNoVersion;
    const auto [end, error] = std::from_chars(opaque.begin(), opaque.end(), number);
    // "07" is not the tag "7": tags are compared byte by byte.
    const bool exact = error == std::errc{} && end == opaque.end() && opaque.front() != '0';
    return exact ? number : kNoVersion;
  }
};

struct EntityTags {
  bool any = false;  ///< "*".
  std::vector<EntityTag> tags;
};

/// Takes one entity tag off the front of `text`.
std::optional<EntityTag> takeTag(std::string_view& text) {
  EntityTag tag;
  tag.weak = text.starts_with("W/");
  if (tag.weak) text.remove_prefix(2);
  if (!text.starts_with('"')) return {};
  text.remove_prefix(1);
  const std::size_t end = text.find('"');
  if (end == text.npos) return {};
  tag.opaque = text.substr(0, end);
  const auto forbidden = [](char c) { return c == ' ' || isControl(c); };
  if (std::ranges::any_of(tag.opaque, forbidden)) return {};
  text.remove_prefix(end + 1);
  return tag;
}

Result<EntityTags> parseTags(std::string_view name, std::string_view text) {
  const Error malformed{ErrorCode::InvalidRequest,
                        std::string(name) + R"( must be * or a list of entity tags such as "7".)"};
  EntityTags parsed;
  if (trimmed(text, kOptionalSpace) == "*") {
    parsed.any = true;
    return parsed;
  }
  while (true) {
    // RFC 9110, section 5.6.1: empty elements of a list are ignored.
    text.remove_prefix(std::min(text.find_first_not_of(" \t,"), text.size()));
    if (text.empty()) break;
    const auto tag = takeTag(text);
    text = trimmed(text, kOptionalSpace);
    if (!tag || (!text.empty() && !text.starts_with(','))) return malformed;
    parsed.tags.push_back(*tag);
  }
  if (parsed.tags.empty()) return malformed;
  return parsed;
}

}  // namespace

std::string entityTag(std::int64_t version) {
  return '"' + std::to_string(version) + '"';
}

Result<Precondition> precondition(const Request& request) {
  Precondition wanted;
  if (!request.ifMatch) return wanted;
  const auto tags = parseTags("If-Match", *request.ifMatch);
  if (!tags) return tags.error();
  wanted.mustExist = tags.value().any;
  for (const EntityTag& tag : tags.value().tags) {
    wanted.versions.push_back(tag.weak ? kNoVersion : tag.version());
  }
  return wanted;
}

std::string entityTag(std::string_view body) {
  std::array<unsigned char, crypto_generichash_BYTES_MIN> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(body.data()),
                     body.size(), nullptr, 0);
  std::array<char, 2 * hash.size() + 1> text{};
  sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
  return std::string("\"") + text.data() + '"';
}

Result<bool> clientHas(const Request& request, std::string_view tag) {
  if (!request.ifNoneMatch) return false;
  const auto tags = parseTags("If-None-Match", *request.ifNoneMatch);
  if (!tags) return tags.error();
  const std::string_view opaque = trimmed(tag, "\"");
  const auto isThis = [&](const EntityTag& given) { return given.opaque == opaque; };
  return tags.value().any || std::ranges::any_of(tags.value().tags, isThis);
}

}  // namespace freezer::server
