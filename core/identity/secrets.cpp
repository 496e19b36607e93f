#include "core/identity/secrets.h"

#include <sodium.h>

#include <array>
#include <cstddef>
#include <new>
#include <stdexcept>

namespace freezer {
namespace {

constexpr unsigned long long kPasses = 2;
constexpr std::size_t kMemory = 19 * std::size_t{1024} * 1024;
constexpr std::size_t kTokenBytes = 32;

void requireSodium() {
  static const int ready = sodium_init();
  if (ready < 0) throw std::runtime_error("libsodium cannot be initialized");
}

}  // namespace

std::string hashPassword(std::string_view password) {
  requireSodium();
  std::array<char, crypto_pwhash_STRBYTES> text{};
  if (crypto_pwhash_str_alg(text.data(), password.data(), password.size(), kPasses, kMemory,
                            crypto_pwhash_ALG_ARGON2ID13) != 0) {
    throw std::bad_alloc();
  }
  return text.data();
}

bool passwordMatches(std::string_view password, const std::string& hash) {
  requireSodium();
  return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

std::string newToken() {
  requireSodium();
  std::array<unsigned char, kTokenBytes> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  constexpr int kForm = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::array<char, sodium_base64_ENCODED_LEN(kTokenBytes, kForm)> text{};
  return sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), kForm);
}

std::string tokenHash(std::string_view token) {
  requireSodium();
  std::array<unsigned char, crypto_generichash_BYTES> digest{};
  crypto_generichash(digest.data(), digest.size(),
                     reinterpret_cast<const unsigned char*>(token.data()), token.size(), nullptr,
                     0);
  std::array<char, 2 * crypto_generichash_BYTES + 1> text{};
  return sodium_bin2hex(text.data(), text.size(), digest.data(), digest.size());
}

}  // namespace freezer
