#include "core/bulk/digest.h"

#include <array>

namespace freezer::bulk {
namespace {

constexpr std::size_t kBytes = 16;

}  // namespace

Digest::Digest() : state_() {
  crypto_generichash_init(&state_, nullptr, 0, kBytes);
}

void Digest::add(const Record& record) {
  addValue(record.id);
  addValue(record.project_id);
  addValue(record.user_id);
  addValue(record.version);
  addValue(record.created_at);
  addValue(record.updated_at);
  addValue(record.sidecar);
  addValue(record.updated_by);
  addValue(record.text);
  endRow();
}

/// The length comes first, so that no two lists of values have the same bytes.
void Digest::addValue(std::string_view text) {
  addValue(static_cast<std::int64_t>(text.size()));
  crypto_generichash_update(&state_, reinterpret_cast<const unsigned char*>(text.data()),
                            text.size());
}

void Digest::addValue(std::int64_t number) {
  std::array<unsigned char, sizeof(number)> bytes{};
  constexpr unsigned kByte = 8;
  auto rest = static_cast<std::uint64_t>(number);
  for (unsigned char& byte : bytes) {
    byte = static_cast<unsigned char>(rest);
    rest >>= kByte;
  }
  crypto_generichash_update(&state_, bytes.data(), bytes.size());
}

std::string Digest::finish() {
  std::array<unsigned char, kBytes> hash{};
  crypto_generichash_final(&state_, hash.data(), hash.size());
  std::array<char, 2 * kBytes + 1> hex{};
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  return hex.data();
}

}  // namespace freezer::bulk
