#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/result.h"

namespace freezer::cli {

/// Reads a file or a pipe line by line.
class LineReader {
 public:
  /// The longest line, in bytes. A stored document may be much longer than the limit of a request,
  /// because every patch can make it longer.
  static constexpr std::size_t kMaxLine = 64U << 20U;

  /// Opens `file`; "-" is standard input. InvalidRequest when it cannot be read. `isStopped` is
  /// asked again and again while the lines are read or awaited; none: never.
  static Result<LineReader> open(const std::string& file, std::size_t maxLine = kMaxLine,
                                 std::function<bool()> isStopped = {});

  /// The next line without its line end, valid until the next call; none at the end.
  /// InvalidDocument for a line that is too long; the lines after it can still be read.
  /// InvalidRequest when reading fails, and Unavailable when isStopped().
  Result<std::optional<std::string_view>> next();

  /// The number of bytes read so far, and of the whole file; none if unknown.
  std::int64_t bytesRead() const { return bytesRead_; }
  std::optional<std::int64_t> size() const;

 private:
  using File = std::unique_ptr<std::FILE, void (*)(std::FILE*)>;

  LineReader(std::string name, File file, std::size_t maxLine, std::function<bool()> isStopped)
      : name_(std::move(name)),
        file_(std::move(file)),
        maxLine_(maxLine),
        isStopped_(std::move(isStopped)) {}

  Result<void> awaitInput() const;
  Result<void> fill();
  std::string_view take(std::size_t end);

  std::string name_;  ///< For messages.
  File file_;
  std::size_t maxLine_;
  std::function<bool()> isStopped_;
  std::string buffer_;     ///< Bytes that were read.
  std::size_t begin_ = 0;  ///< Start of the next line in the buffer.
  std::int64_t bytesRead_ = 0;
  bool atEnd_ = false;
};

}  // namespace freezer::cli
