#pragma once

#include <cstddef>
#include <string_view>

#include "core/json/document.h"
#include "core/result.h"

namespace freezer {

/// Maximum number of members of one object. Adding a member to an ordered object of Poco takes
/// linear time: 4,096 members take 15 ms, 130,000 members (which fit into 1 MiB of text) 20
/// seconds.
inline constexpr std::size_t kMaxMembers = 4096;

/// Limits for parsing a document.
struct ReadLimits {
  std::size_t maxNesting = kMaxNesting;
  std::size_t maxMembers = kMaxMembers;  ///< Per object.
};

/// Limits for stored documents. They are larger than the limits for requests, because the service
/// adds members.
inline constexpr ReadLimits kStoredLimits = {.maxNesting = 1000, .maxMembers = 2 * kMaxMembers};

/// Parses strict JSON; see Document::parse().
Result<Object> readObject(std::string_view text, const ReadLimits& limits);

}  // namespace freezer
