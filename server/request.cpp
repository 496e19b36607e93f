#include "server/request.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <random>

namespace freezer::server {
namespace {

constexpr std::string_view kPrefix = "req-";
constexpr std::string_view kShape = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
constexpr std::string_view kHexDigits = "0123456789abcdef";

std::mt19937_64 seededGenerator() {
  std::random_device device;
  std::seed_seq seed{device(), device(), device(), device(),
                     device(), device(), device(), device()};
  return std::mt19937_64(seed);
}

}  // namespace

std::string newRequestId() {
  // An id has to be unique, not secret; one generator a thread needs no lock.
  thread_local std::mt19937_64 generator = seededGenerator();

  std::array<std::uint64_t, 2> bits = {generator(), generator()};
  bits[0] = (bits[0] & 0xffff'ffff'ffff'0fffU) | 0x4000U;                    // Version 4,
  bits[1] = (bits[1] & 0x3fff'ffff'ffff'ffffU) | (std::uint64_t{2} << 62U);  // RFC 4122, 4.4.

  std::string id(kPrefix);
  std::size_t nibble = 0;
  for (const char c : kShape) {
    if (c == '-') {
      id += '-';
      continue;
    }
    const std::uint64_t half = bits[nibble / 16];
    id += kHexDigits[(half >> (60 - 4 * (nibble % 16))) & 0xfU];
    ++nibble;
  }
  return id;
}

bool isRequestId(std::string_view id) {
  if (!id.starts_with(kPrefix)) return false;
  id.remove_prefix(kPrefix.size());
  if (id.size() != kShape.size()) return false;
  for (std::size_t i = 0; i < id.size(); ++i) {
    const bool fits = kShape[i] == '-' ? id[i] == '-' : kHexDigits.find(id[i]) != kHexDigits.npos;
    if (!fits) return false;
  }
  return true;
}

}  // namespace freezer::server
