#pragma once

#include <cstdint>
#include <functional>

#include "tests/bench/measure.h"
#include "tests/support/program.h"

namespace freezer::bench {

/// The peak memory of a run of freezer-api in MB. Throws if it fails.
double peakMegabytes(const test::Words& arguments);

/// The additional memory for `large` documents in comparison with `small`, in proportion of the
/// options; `peak` returns the peak memory for a number of documents.
Outcome growth(const Options& options, std::uint64_t small, std::uint64_t large,
               const std::function<double(std::uint64_t count)>& peak);

}  // namespace freezer::bench
