#pragma once

#include <span>
#include <string_view>

namespace freezer::sqlite {

/// "FrzA": marks a file as ours (PRAGMA application_id).
inline constexpr int kApplicationId = 0x46727A41;

/// The steps from an empty file to the present schema, oldest first; the number
/// of those applied is kept in PRAGMA user_version. A step that was released is
/// never changed. That the outcome has a column and the indexes for everything
/// resource.cpp promotes is checked by a test.
std::span<const std::string_view> migrations();

}  // namespace freezer::sqlite
