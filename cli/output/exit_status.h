#pragma once

#include <span>
#include <string_view>

#include "core/result.h"

namespace freezer::cli {

/// The exit statuses. A shell adds its own: 130 after Ctrl-C, 141 when the reader of the output
/// exits.
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
  kNeedsAttention = 10,
  kFailing = 11,
  kNoSuccess = 12,
};

struct ExitMeaning {
  ExitStatus status;
  std::string_view meaning;
};

/// Every status with its meaning, in order, for the help.
std::span<const ExitMeaning> exitMeanings();

/// The exit status for an error.
ExitStatus exitStatus(ErrorCode code);

}  // namespace freezer::cli
