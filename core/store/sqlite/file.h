#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "core/result.h"

namespace freezer::sqlite {

/// The file of a URL: sqlite:///relative or sqlite:////absolute. InvalidRequest for any other URL.
Result<std::filesystem::path> fileOf(const std::string& url);

/// Ensures that `file` exists and is writable. With `create`, creates it with mode 0600 and its
/// folder with mode 0700.
Result<void> prepareFile(const std::filesystem::path& file, bool create);

/// The size of the write-ahead log of `file`.
std::int64_t journalBytes(const std::filesystem::path& file);

/// The size of `file`; 0 if it does not exist.
std::int64_t bytesOf(const std::filesystem::path& file);

}  // namespace freezer::sqlite
