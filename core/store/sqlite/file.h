#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "core/result.h"

namespace freezer::sqlite {

/// The file of a URL: sqlite:///relative or sqlite:////absolute. InvalidRequest for any other URL.
Result<std::filesystem::path> fileOf(const std::string& url);

/// What to do if a file does not exist.
enum class Missing {
  Refuse,
  Create,           ///< With mode 0600.
  CreateWithFolder  ///< With mode 0700, unless the folder exists.
};

/// Ensures that `file` exists and is writable.
Result<void> prepareFile(const std::filesystem::path& file, Missing missing = Missing::Refuse);

/// The size of the write-ahead log of `file`.
std::int64_t journalBytes(const std::filesystem::path& file);

/// The size of `file`; 0 if it does not exist.
std::int64_t bytesOf(const std::filesystem::path& file);

}  // namespace freezer::sqlite
