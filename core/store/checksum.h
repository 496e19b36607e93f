#pragma once

#include <cstdint>
#include <string_view>

#include "core/store/store.h"

namespace freezer {

/// The CRC-32 of all members of `record` but the checksum and updated_by, which a node of a former
/// version leaves as it is when it changes a document. It tells that a stored document was
/// changed by a fault of a disk or by another program; it is no protection against intent.
std::uint32_t checksumOf(const Record& record);

/// Whether a record that was read from a store is what was stored.
inline bool isIntact(const Record& record) {
  return record.checksum == checksumOf(record);
}

/// What to say of a document whose record is not intact.
inline constexpr std::string_view kNotIntact = "it is not what was stored (checksum)";

}  // namespace freezer
