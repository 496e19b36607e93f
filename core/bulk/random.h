#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace freezer::bulk {

/// Random numbers that are the same on every platform. The C++ standard specifies the output of the
/// engine, but not of the distributions.
class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}

  /// From 0 to `end` - 1. `end` must be positive.
  std::int64_t below(std::int64_t end) {
    return static_cast<std::int64_t>(engine_() % static_cast<std::uint64_t>(end));
  }

  /// From `first` to `last`, inclusive.
  std::int64_t between(std::int64_t first, std::int64_t last) {
    return first + below(last - first + 1);
  }

  bool happens(std::int64_t percent) { return below(100) < percent; }

  template <typename T, std::size_t N>
  const T& oneOf(const T (&values)[N]) {
    return values[static_cast<std::size_t>(below(N))];
  }

  /// 32 hexadecimal digits.
  std::string id() {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (int half = 0; half < 2; ++half) {
      std::uint64_t bits = engine_();
      for (int digit = 0; digit < 16; ++digit, bits >>= 4U) text += kDigits[bits % 16];
    }
    return text;
  }

 private:
  std::mt19937_64 engine_;
};

/// A seed derived from `text`: its hash (FNV-1a, 64 bits), continued from `basis`.
inline std::uint64_t seedOf(std::string_view text, std::uint64_t basis = 14695981039346656037ULL) {
  for (const char byte : text) {
    basis = (basis ^ static_cast<unsigned char>(byte)) * 1099511628211ULL;
  }
  return basis;
}

}  // namespace freezer::bulk
