#include "tests/support/shell.h"

#include <filesystem>

namespace freezer::test {

Outcome runShellLine(const std::string& line, const Environment& environment) {
  Environment withPath = environment;
  withPath["PATH"] = programFolder() + ":/usr/bin:/bin";
  return runProcess({"/bin/sh", "-c", line}, withPath);
}

std::string programFolder() {
  return std::filesystem::path(FREEZER_API).parent_path();
}

}  // namespace freezer::test
