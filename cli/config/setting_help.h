#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/config/settings.h"

namespace freezer::cli {

/// The help of a setting and its allowed values.
std::string explanation(const Setting& setting);

/// The same with the default.
std::string explanationWithDefault(const Setting& setting);

/// The sections of the file without repetition; DEFAULT comes first.
std::vector<std::string_view> settingSections();

/// The whole table as text, for the help of `serve`.
std::string describeSettings();

}  // namespace freezer::cli
