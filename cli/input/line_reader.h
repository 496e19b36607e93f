#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/result.h"

namespace freezer::cli {

/// Reads a file, or what comes through a pipe, line by line.
class LineReader {
 public:
  /// The longest line that is given out, in bytes. What is stored may be much longer
  /// than what is accepted at once, since it grows with each patch.
  static constexpr std::size_t kMaxLine = 64U << 20U;

  /// Opens `file`; "-" is standard input. InvalidRequest when that cannot be read.
  static Result<LineReader> open(const std::string& file, std::size_t maxLine = kMaxLine);

  /// The next line without its line end, valid until this is called again; none at
  /// the end. InvalidDocument for one that is too long, of which nothing is kept:
  /// those after it can be read. InvalidRequest when the file fails.
  Result<std::optional<std::string_view>> next();

  /// How many bytes the lines had that were given out, and how many there are in
  /// all: none where that is not known.
  std::int64_t bytesRead() const { return bytesRead_; }
  std::optional<std::int64_t> size() const;

 private:
  using File = std::unique_ptr<std::FILE, void (*)(std::FILE*)>;

  LineReader(std::string name, File file, std::size_t maxLine)
      : name_(std::move(name)), file_(std::move(file)), maxLine_(maxLine) {}

  Result<void> fill();
  std::string_view take(std::size_t end);

  std::string name_;  ///< For messages.
  File file_;
  std::size_t maxLine_;
  std::string buffer_;     ///< What was read,
  std::size_t begin_ = 0;  ///< and from here on not given out.
  std::int64_t bytesRead_ = 0;
  bool atEnd_ = false;
};

}  // namespace freezer::cli
