#pragma once

#include <span>
#include <string_view>

namespace freezer::sqlite {

/// "FrzA": identifies files of this program (PRAGMA application_id).
inline constexpr int kApplicationId = 0x46727A41;

/// The migrations from an empty file to the current schema, oldest first. PRAGMA user_version is
/// the number of applied migrations. Released migrations are never changed. A test compares the
/// resulting columns and indexes with resource.cpp.
std::span<const std::string_view> migrations();

}  // namespace freezer::sqlite
