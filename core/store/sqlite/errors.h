#pragma once

#include <Poco/Exception.h>

#include <filesystem>
#include <string>

#include "core/result.h"

namespace freezer::sqlite {

/// How a file is used: as the store, or as a copy of one.
enum class Role { Store, Copy };

/// The Error for a `file` that cannot be used; `why` says what is wrong with it.
Error unusable(const std::filesystem::path& file, const std::string& why, std::string detail = {},
               Role role = Role::Store);

/// The Error for what SQLite or Poco threw while `file` was used.
Error storeError(const Poco::Exception& failure, const std::filesystem::path& file,
                 Role role = Role::Store);

}  // namespace freezer::sqlite
