#pragma once

#include <string>

namespace freezer::cli {

/// The freezer-api.conf that packages install: every setting with its help, as a comment,
/// but for the store, which is that of the system.
std::string sampleConf();

}  // namespace freezer::cli
