#include "cli/output/new_file.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace freezer::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kWriteBytes = 256U << 10U;

Error failure(ErrorCode code, const fs::path& path) {
  return {code, "cannot write " + path.string() + ": " + std::generic_category().message(errno)};
}

/// Makes a rename durable.
bool syncFolderOf(const fs::path& path) {
  const fs::path folder = path.has_parent_path() ? path.parent_path() : ".";
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool isSynced = descriptor >= 0 && ::fsync(descriptor) == 0;
  if (descriptor >= 0) ::close(descriptor);
  return isSynced;
}

}  // namespace

Result<NewFile> NewFile::create(const fs::path& path) {
  std::error_code none;
  const fs::path target = fs::exists(path, none) ? fs::canonical(path, none) : path;
  if (fs::exists(target, none) && !fs::is_regular_file(target, none)) {
    const int descriptor = ::open(target.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor < 0) return failure(ErrorCode::InvalidRequest, path);
    return NewFile(target, {}, descriptor);
  }
  std::string unfinished = target.string() + ".part-XXXXXX";
  const int descriptor = ::mkostemp(unfinished.data(), O_CLOEXEC);  // With mode 0600.
  if (descriptor < 0) return failure(ErrorCode::InvalidRequest, path);
  return NewFile(target, unfinished, descriptor);
}

NewFile::NewFile(NewFile&& other) noexcept
    : path_(std::move(other.path_)),
      unfinished_(std::exchange(other.unfinished_, {})),
      descriptor_(std::exchange(other.descriptor_, -1)),
      buffer_(std::move(other.buffer_)) {}

NewFile::~NewFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
  std::error_code none;
  if (!unfinished_.empty()) fs::remove(unfinished_, none);
}

Result<void> NewFile::write(std::string_view text) {
  buffer_ += text;
  return buffer_.size() < kWriteBytes ? Result<void>() : flush();
}

Result<void> NewFile::finish() {
  if (const auto flushed = flush(); !flushed) return flushed;
  if (unfinished_.empty()) return {};
  if (::fsync(descriptor_) != 0 || ::rename(unfinished_.c_str(), path_.c_str()) != 0) {
    return cannotWrite();
  }
  unfinished_.clear();
  return syncFolderOf(path_) ? Result<void>() : cannotWrite();
}

Result<void> NewFile::flush() {
  std::string_view rest = buffer_;
  while (!rest.empty()) {
    const ssize_t count = ::write(descriptor_, rest.data(), rest.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return cannotWrite();
    rest.remove_prefix(static_cast<std::size_t>(count));
  }
  buffer_.clear();
  return {};
}

Error NewFile::cannotWrite() const {
  return failure(ErrorCode::Unavailable, path_);
}

}  // namespace freezer::cli
