#include "core/store/sqlite/opened_file.h"

#include <algorithm>
#include <span>
#include <system_error>
#include <utility>

namespace freezer::sqlite {

namespace fs = std::filesystem;

OpenedFile::Identity OpenedFile::identityOf(const fs::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return {};
  return {status.st_dev, status.st_ino};
}

OpenedFile::OpenedFile(fs::path path)
    : path_(std::move(path)), members_([this] {
        const auto member = [this](const char* suffix) {
          fs::path name = path_.string() + suffix;
          const Identity opened = identityOf(name);
          return Member{std::move(name), opened};
        };
        return std::array{member(""), member("-wal"), member("-shm")};
      }()) {}

void OpenedFile::check() {
  if (!std::ranges::all_of(members_, &Member::isThere)) replaced_ = true;
  checkLast();
}

void OpenedFile::checkLast() const {
  if (isReplaced()) throw FileReplaced();
}

std::uintmax_t OpenedFile::logSize() const {
  std::error_code missing;
  const std::uintmax_t size = fs::file_size(members_[1].path, missing);
  return missing ? 0 : size;
}

void OpenedFile::removeLog() const {
  if (members_.front().isThere()) return;
  for (const Member& member : std::span(members_).subspan(1)) {
    std::error_code ignored;
    if (member.isThere()) fs::remove(member.path, ignored);
  }
}

}  // namespace freezer::sqlite
