#pragma once

#include <string>
#include <vector>

namespace freezer::cli {

/// How documents and other results are printed.
enum class Format {
  Table,  ///< For people: a line for each, sizes and times in human form.
  Json,   ///< An array of objects, or one object.
  Jsonl,  ///< One object a line.
  Yaml,   ///< A list of maps, or one map.
  Csv,    ///< A line of names, and one of values for each (RFC 4180).
  Value,  ///< The values alone, with tabs between.
};

/// What -f calls them, in the order of Format.
std::vector<std::string> formatNames();

/// The one with this name, which must be among formatNames().
Format formatNamed(const std::string& name);

}  // namespace freezer::cli
