#include "core/store/indexed_text.h"

#include <sodium.h>

#include <array>
#include <utility>
#include <variant>

namespace freezer {
namespace {

constexpr std::size_t kHashBytes = crypto_generichash_BYTES;

std::string hashOf(std::string_view text) {
  std::array<unsigned char, kHashBytes> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(text.data()),
                     text.size(), nullptr, 0);
  std::array<char, 2 * kHashBytes + 1> hex{};
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  return hex.data();
}

/// Whether `byte` continues a character of UTF-8.
bool isContinuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

}  // namespace

std::string indexedText(std::string_view text, std::size_t longest) {
  if (longest == kNoLongest || text.size() <= longest) return std::string(text);
  std::size_t end = longest - 2 * kHashBytes;
  while (end > 0 && isContinuation(text[end])) --end;
  return std::string(text.substr(0, end)) + hashOf(text);
}

IndexEntries::Scalar indexedValue(const IndexEntries::Scalar& value, std::size_t longest) {
  const auto* const text = std::get_if<std::string>(&value);
  return text == nullptr ? value : indexedText(*text, longest);
}

IndexEntries indexed(const IndexEntries& entries, std::size_t longest) {
  IndexEntries shortened;
  for (const auto& value : entries.columns)
    shortened.columns.push_back(indexedValue(value, longest));
  for (const auto& [name, text] : entries.strays)
    shortened.strays.insert({name, indexedText(text, longest)});
  return shortened;
}

}  // namespace freezer
