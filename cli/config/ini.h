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

/// Reads a file with the syntax of oslo.config: sections in brackets; "key = value" or
/// "key: value"; lines that begin with "#" or ";" are comments; an indented line continues the
/// value above it; quotes around a whole value are removed. InvalidRequest, naming file and line,
/// for anything else.
Result<std::vector<IniEntry>> readIni(const std::string& file);

}  // namespace freezer::cli
