#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "cli/input/line_reader.h"
#include "core/result.h"

namespace freezer::cli {

/// The lines of an import, from a file or from standard input.
class ImportInput {
 public:
  /// Opens `file`; none, or "-", is standard input, which must not be a terminal without "-".
  /// `isStopped` is asked while input is awaited. InvalidRequest if there is nothing to read.
  static Result<ImportInput> open(const std::optional<std::string>& file,
                                  std::function<bool()> isStopped);

  /// See NextLine. InvalidRequest if the first line shows that a document takes several lines;
  /// Unavailable when isStopped().
  Result<std::optional<std::string_view>> next();

  /// The part of a file that was read, from 0 to 1; none if unknown.
  std::optional<double> partRead() const;

 private:
  explicit ImportInput(LineReader lines) : lines_(std::move(lines)) {}

  LineReader lines_;
  bool isBegun_ = false;  ///< Whether a line that is not blank was read.
};

}  // namespace freezer::cli
