#pragma once

#include <string>

namespace freezer::cli {

/// The freezer-api.conf of packages: every setting as a comment with its help, except the store,
/// which is the system's.
std::string sampleConf();

}  // namespace freezer::cli
