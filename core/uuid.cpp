#include "core/uuid.h"

#include <Poco/UUID.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <random>

namespace freezer {
namespace {

/// Seeded with enough bits to make collisions between threads and programs unlikely.
std::mt19937_64 seededGenerator() {
  std::random_device source;
  std::array<std::random_device::result_type, 8> words = {};
  for (auto& word : words) word = source();
  std::seed_seq seed(words.begin(), words.end());
  return std::mt19937_64(seed);
}

}  // namespace

// Poco::UUIDGenerator opens the system's random source for each UUID, which takes longer than
// storing a document. IDs must be unique, not unpredictable.
std::string newUuid() {
  thread_local std::mt19937_64 generator = seededGenerator();
  const std::array<std::uint64_t, 2> bits = {generator(), generator()};
  std::array<char, sizeof bits> bytes = {};
  std::memcpy(bytes.data(), bits.data(), bytes.size());
  bytes[6] = static_cast<char>((bytes[6] & 0x0F) | 0x40);  // Version 4
  bytes[8] = static_cast<char>((bytes[8] & 0x3F) | 0x80);  // RFC 4122 variant
  Poco::UUID uuid;
  uuid.copyFrom(bytes.data());
  return uuid.toString();
}

std::string newId() {
  std::string id = newUuid();
  std::erase(id, '-');
  return id;
}

}  // namespace freezer
