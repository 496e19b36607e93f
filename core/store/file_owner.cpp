#include "core/store/file_owner.h"

#include <sys/stat.h>
#include <unistd.h>

namespace freezer {

void giveToFolderOwner(int descriptor, const std::filesystem::path& file) {
  if (::geteuid() != 0) return;
  const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
  struct stat owner {};
  if (::stat(folder.c_str(), &owner) != 0) return;
  static_cast<void>(::fchown(descriptor, owner.st_uid, owner.st_gid) == 0);
}

}  // namespace freezer
