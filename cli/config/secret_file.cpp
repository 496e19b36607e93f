#include "cli/config/secret_file.h"

#include <sys/stat.h>

#include <fstream>

namespace freezer::cli {

std::optional<std::string> secretOf(const std::string& file) {
  std::string secret;
  std::ifstream content(file);
  if (!std::getline(content, secret)) return std::nullopt;
  return secret;
}

bool isOpenToOthers(const std::string& file) {
  struct stat status {};
  constexpr mode_t kOthers = S_IRWXG | S_IRWXO;
  return ::stat(file.c_str(), &status) == 0 && S_ISREG(status.st_mode) &&
         (status.st_mode & kOthers) != 0;
}

}  // namespace freezer::cli
