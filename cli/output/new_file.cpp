#include "cli/output/new_file.h"

#include <fcntl.h>
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

}  // namespace

Result<NewFile> NewFile::create(const fs::path& path) {
  std::error_code none;
  const fs::path target = fs::exists(path, none) ? fs::canonical(path, none) : path;
  if (fs::exists(target, none) && !fs::is_regular_file(target, none)) {
    const int descriptor = ::open(target.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor < 0) return failure(ErrorCode::InvalidRequest, path);
    return NewFile(target, descriptor);
  }
  auto part = PartFile::make(target);
  if (!part) return part.error();
  return NewFile(target, std::move(part).value());
}

NewFile::NewFile(NewFile&& other) noexcept
    : path_(std::move(other.path_)),
      part_(std::move(other.part_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      buffer_(std::move(other.buffer_)) {}

NewFile::~NewFile() {
  if (!part_ && descriptor_ >= 0) ::close(descriptor_);
}

fs::path NewFile::unfinished() const {
  return part_ ? part_->path() : fs::path();
}

Result<void> NewFile::write(std::string_view text) {
  buffer_ += text;
  return buffer_.size() < kWriteBytes ? Result<void>() : flush();
}

Result<void> NewFile::finish() {
  if (const auto flushed = flush(); !flushed) return flushed;
  if (!part_) return {};
  if (const auto installed = part_->install(); !installed) {
    return Error{ErrorCode::Unavailable, installed.error().message};
  }
  return {};
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
