#pragma once

#include <cstddef>
#include <string_view>

#include "core/json/document.h"
#include "core/result.h"

namespace freezer {

/// The most members one object may have. Poco's ordered objects look through
/// all their keys for each member that is added: 4,096 members cost 15 ms,
/// 130,000 (which fit into 1 MiB of text) 20 seconds.
inline constexpr std::size_t kMaxMembers = 4096;

/// How large a text may make a document.
struct ReadLimits {
  std::size_t maxNesting = kMaxNesting;
  std::size_t maxMembers = kMaxMembers;  ///< Of one object.
};

/// Of what is stored: it may nest deeper, and have more members, than what is
/// accepted, since the service adds some itself.
inline constexpr ReadLimits kStoredLimits = {.maxNesting = 1000, .maxMembers = 2 * kMaxMembers};

/// Reads strict JSON as Document::parse() does, which see.
Result<Object> readObject(std::string_view text, const ReadLimits& limits);

}  // namespace freezer
