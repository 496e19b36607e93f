#pragma once

#include <cstdint>

#include "core/store/store.h"

namespace freezer {

/// The CRC-32 of all members of `record` but the checksum. It tells that a stored document was
/// changed by a fault of a disk or by another program; it is no protection against intent.
std::uint32_t checksumOf(const Record& record);

}  // namespace freezer
