#pragma once

#include <string>
#include <vector>

#include "core/result.h"

namespace freezer::cli {

/// One "key = value" of a configuration file.
struct IniEntry {
  std::string section;  ///< "DEFAULT", without the brackets.
  std::string key;
  std::string value;
  int line = 0;
};

/// Reads a file as oslo.config does: sections in brackets; "key = value" or
/// "key: value"; "#" and ";" begin a comment at the start of a line only; an
/// indented line continues the value above it; quotes around a whole value are
/// taken off. InvalidRequest, naming file and line, for anything else.
Result<std::vector<IniEntry>> readIni(const std::string& file);

}  // namespace freezer::cli
