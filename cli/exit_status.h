#pragma once

#include <span>
#include <string_view>

#include "core/result.h"

namespace freezer::cli {

/// How the program ends. The shell adds its own: 130 after Ctrl-C, 141 when
/// the reader of its output went away.
enum ExitStatus : int {
  kOk = 0,
  kInternalFailure = 1,
  kUsage = 2,
  kNotFound = 3,
  kConflict = 4,
  kInvalidDocument = 5,
  kPrecondition = 6,
  kStoreUnusable = 7,
  kStoreBusy = 8,
  kForbidden = 9,
};

struct ExitMeaning {
  ExitStatus status;
  std::string_view meaning;
};

/// Every status with its meaning, in order: what the help prints.
std::span<const ExitMeaning> exitMeanings();

/// The status that stands for an error.
ExitStatus exitStatus(ErrorCode code);

}  // namespace freezer::cli
