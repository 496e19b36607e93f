#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>

namespace freezer {

/// How many values are within each of some bounds, for example durations. Values are added without
/// a lock, so a reader may see the count of a value before its sum. Safe to use from several
/// threads at once.
class Distribution {
 public:
  static constexpr std::size_t kMostBounds = 12;

  /// `bounds` are ascending, at most kMostBounds, and must outlive the distribution.
  explicit Distribution(std::span<const double> bounds) : bounds_(bounds) {}

  void add(double value) noexcept;

  std::span<const double> bounds() const { return bounds_; }

  /// How many values are at most the bound with this index, and more than the one before it. The
  /// index after the last bound has the rest.
  std::uint64_t count(std::size_t index) const { return counts_.at(index).load(kRelaxed); }

  /// The sum of all values.
  double sum() const { return sum_.load(kRelaxed); }

 private:
  static constexpr auto kRelaxed = std::memory_order_relaxed;

  const std::span<const double> bounds_;
  std::array<std::atomic<std::uint64_t>, kMostBounds + 1> counts_ = {};
  std::atomic<double> sum_ = 0;
};

}  // namespace freezer
