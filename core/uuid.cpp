#include "core/uuid.h"

#include <array>
#include <cstdint>
#include <random>

namespace freezer {
namespace {

/// Seeded with so many bits that no two threads or programs make the same ids.
std::mt19937_64 seededGenerator() {
  std::random_device source;
  std::array<std::random_device::result_type, 8> words = {};
  for (auto& word : words) word = source();
  std::seed_seq seed(words.begin(), words.end());
  return std::mt19937_64(seed);
}

}  // namespace

std::string newUuid() {
  thread_local std::mt19937_64 generator = seededGenerator();
  constexpr char kHexDigits[] = "0123456789abcdef";
  std::array<std::uint64_t, 2> bits = {generator(), generator()};
  bits[0] = (bits[0] & 0xffff'ffff'ffff'0fffU) | 0x4000U;                    // Version 4,
  bits[1] = (bits[1] & 0x3fff'ffff'ffff'ffffU) | (std::uint64_t{2} << 62U);  // its variant.

  std::string text = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  unsigned nibble = 0;
  for (char& c : text) {
    if (c == '-') continue;
    c = kHexDigits[(bits[nibble / 16] >> (60 - 4 * (nibble % 16))) & 0xfU];
    ++nibble;
  }
  return text;
}

}  // namespace freezer
