#include "core/store/part_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <string>
#include <system_error>
#include <utility>

namespace freezer {
namespace {

namespace fs = std::filesystem;

Error cannotWrite(const fs::path& file, int error) {
  return {ErrorCode::InvalidRequest,
          "cannot write " + file.string() + ": " + std::generic_category().message(error)};
}

/// Whether the file can be one that this program left. In a folder that others can write, its name
/// could be a second name of any file.
bool isOurs(int descriptor) {
  struct stat opened {};
  return ::fstat(descriptor, &opened) == 0 && S_ISREG(opened.st_mode) && opened.st_nlink <= 1 &&
         opened.st_uid == ::geteuid();
}

/// Whether the file still has this name; its previous owner may have renamed it.
bool isNamed(int descriptor, const fs::path& path) {
  struct stat opened {};
  struct stat named {};
  return ::fstat(descriptor, &opened) == 0 && ::lstat(path.c_str(), &named) == 0 &&
         opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}

/// Syncs the entries of a folder. Some file systems do not support or need this.
void syncFolderOf(const fs::path& file) {
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

}  // namespace

fs::path PartFile::nameFor(const fs::path& target) {
  return target.string() + ".part";
}

PartFile::PartFile(fs::path target, int descriptor)
    : target_(std::move(target)), path_(nameFor(target_)), descriptor_(descriptor) {}

Result<std::unique_ptr<PartFile>> PartFile::make(const fs::path& target) {
  constexpr mode_t kOwnerOnly = 0600;
  const fs::path path = nameFor(target);
  const int descriptor =
      ::open(path.c_str(), O_CREAT | O_RDWR | O_NOFOLLOW | O_CLOEXEC, kOwnerOnly);
  if (descriptor < 0) return cannotWrite(path, errno);
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0 || !isNamed(descriptor, path)) {
    ::close(descriptor);
    return Error{ErrorCode::StoreBusy, "another program is writing " + path.string()};
  }
  if (!isOurs(descriptor)) {
    ::close(descriptor);
    return cannotWrite(path, EEXIST);
  }
  std::unique_ptr<PartFile> part(new PartFile(target, descriptor));
  if (::fchmod(descriptor, kOwnerOnly) != 0 || ::ftruncate(descriptor, 0) != 0) {
    return cannotWrite(path, errno);
  }
  return part;
}

PartFile::~PartFile() {
  if (!installed_) ::unlink(path_.c_str());
  ::close(descriptor_);
}

Result<void> PartFile::install() {
  if (::fsync(descriptor_) != 0 || std::rename(path_.c_str(), target_.c_str()) != 0) {
    return cannotWrite(target_, errno);
  }
  installed_ = true;
  syncFolderOf(target_);
  return {};
}

}  // namespace freezer
