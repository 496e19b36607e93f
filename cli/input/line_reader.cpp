#include "cli/input/line_reader.h"

#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

namespace freezer::cli {
namespace {

constexpr std::size_t kReadBytes = 256U << 10U;

Error cannotRead(const std::string& name) {
  return {ErrorCode::InvalidRequest,
          "cannot read " + name + ": " + std::generic_category().message(errno)};
}

}  // namespace

Result<LineReader> LineReader::open(const std::string& file, std::size_t maxLine,
                                    std::function<bool()> isStopped) {
  const auto leaveOpen = [](std::FILE* /*file*/) {};
  if (file == "-")
    return LineReader("standard input", {stdin, leaveOpen}, maxLine, std::move(isStopped));
  const auto close = [](std::FILE* opened) { static_cast<void>(std::fclose(opened)); };
  File opened(std::fopen(file.c_str(), "rbe"), close);
  if (!opened) return cannotRead(file);
  return LineReader(file, std::move(opened), maxLine, std::move(isStopped));
}

std::optional<std::int64_t> LineReader::size() const {
  struct stat status {};
  const bool isFile = ::fstat(::fileno(file_.get()), &status) == 0 && S_ISREG(status.st_mode);
  return isFile ? std::optional<std::int64_t>(status.st_size) : std::nullopt;
}

Result<std::optional<std::string_view>> LineReader::next() {
  bool isTooLong = false;
  for (std::size_t searched = begin_;;) {
    const std::size_t end = buffer_.find('\n', searched);
    const std::size_t length = std::min(end, buffer_.size()) - begin_;
    isTooLong = isTooLong || length > maxLine_;
    if (end != std::string::npos || atEnd_) {
      const std::string_view line = take(end);
      if (isTooLong) {
        return Error{ErrorCode::InvalidDocument,
                     "is longer than " + std::to_string(maxLine_) + " bytes"};
      }
      const bool isNone = end == std::string::npos && line.empty();
      return isNone ? std::optional<std::string_view>() : line;
    }
    if (isTooLong) take(end);
    buffer_.erase(0, std::exchange(begin_, 0));
    searched = buffer_.size();
    if (const auto filled = fill(); !filled) return filled.error();
  }
}

/// Takes the bytes up to the line end at `end`, or all.
std::string_view LineReader::take(std::size_t end) {
  const std::size_t length = std::min(end, buffer_.size()) - begin_;
  const std::string_view line = std::string_view(buffer_).substr(begin_, length);
  const std::size_t next = std::min(begin_ + length + 1, buffer_.size());
  bytesRead_ += static_cast<std::int64_t>(next - begin_);
  begin_ = next;
  return line;
}

/// Waits until there is something to read.
Result<void> LineReader::awaitInput() const {
  constexpr int kPatience = 200;  // Milliseconds.
  while (isStopped_) {
    if (isStopped_()) return Error{ErrorCode::Unavailable, "interrupted"};
    pollfd input{::fileno(file_.get()), POLLIN, 0};
    const int ready = ::poll(&input, 1, kPatience);
    // read() tells what is wrong.
    if (ready > 0 || (ready < 0 && errno != EINTR)) break;
  }
  return {};
}

/// Reads some more bytes. Does not use fread(), which would block until the whole piece arrived.
Result<void> LineReader::fill() {
  if (const auto awaited = awaitInput(); !awaited) return awaited;
  const std::size_t before = buffer_.size();
  buffer_.resize(before + kReadBytes);
  ssize_t count = -1;
  do {
    count = ::read(::fileno(file_.get()), buffer_.data() + before, kReadBytes);
  } while (count < 0 && errno == EINTR);
  buffer_.resize(before + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
  if (count < 0) return cannotRead(name_);
  atEnd_ = count == 0;
  return {};
}

}  // namespace freezer::cli
