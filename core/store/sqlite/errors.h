#pragma once

#include <Poco/Exception.h>

#include <filesystem>
#include <string>

#include "core/result.h"

namespace freezer::sqlite {

/// Whether a file is the store or a copy of a store.
enum class Role { Store, Copy };

/// The Error for a `file` that cannot be used; `why` is the reason.
Error unusable(const std::filesystem::path& file, const std::string& why, std::string detail = {},
               Role role = Role::Store);

/// The Error for an exception of SQLite or Poco while using `file`.
Error storeError(const Poco::Exception& failure, const std::filesystem::path& file,
                 Role role = Role::Store);

}  // namespace freezer::sqlite
