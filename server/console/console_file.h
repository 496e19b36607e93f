#pragma once

#include <span>
#include <string_view>

namespace freezer::server {

/// A file of the web console, as embed.cmake puts it into the program.
struct ConsoleFile {
  std::string_view name;         ///< Below /console/: "style.css", "views/list.js".
  std::string_view contentType;  ///< With its charset.
  std::string_view hash;         ///< Of the content; part of its entity tags.
  std::span<const unsigned char> gzip;
};

std::span<const ConsoleFile> consoleFiles();

}  // namespace freezer::server
