#pragma once

#include <cstdint>
#include <filesystem>

#include "core/result.h"

namespace freezer::sqlite {

/// Makes sure that `file` is there and can be written: made with mode 0600, its
/// folder with 0700, when `create` says so.
Result<void> prepareFile(const std::filesystem::path& file, bool create);

/// The size of the file that SQLite keeps beside `file` while it is used.
std::int64_t journalBytes(const std::filesystem::path& file);

/// The size of `file`; 0 where it is not there.
std::int64_t bytesOf(const std::filesystem::path& file);

}  // namespace freezer::sqlite
