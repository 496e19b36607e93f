#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.h"

namespace freezer::server {

/// `text` with its percent-encoded octets decoded (RFC 3986, section 2.1), or
/// none when a "%" is not followed by two hex digits.
std::optional<std::string> percentDecode(std::string_view text);

/// `text` with everything but unreserved characters percent-encoded.
std::string percentEncode(std::string_view text);

/// Whether `text` is a host name or address with an optional port, and nothing else, so that it
/// can become part of a URL.
bool isHostAndPort(std::string_view text);

/// The parameters of a query such as "limit=10&sort=created_at%3Adesc", in
/// their order. Names unknown to the service are kept.
class Parameters {
 public:
  /// Fails with InvalidRequest when the percent-encoding is malformed.
  static Result<Parameters> parse(std::string_view query);

  /// The value of `name`, or none; InvalidRequest when it was given twice.
  Result<std::optional<std::string>> single(std::string_view name) const;

  std::span<const std::pair<std::string, std::string>> all() const { return pairs_; }

 private:
  std::vector<std::pair<std::string, std::string>> pairs_;
};

}  // namespace freezer::server
