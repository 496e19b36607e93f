#include "core/store/indexed_text.h"

#include <sodium.h>

#include <algorithm>
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

bool isTooLong(std::string_view text, std::size_t longest) {
  return longest != kNoLongest && text.size() > longest;
}

/// Whether `byte` continues a character of UTF-8.
bool isContinuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

}  // namespace

std::string indexedText(std::string_view text, std::size_t longest) {
  if (!isTooLong(text, longest)) return std::string(text);
  std::size_t end = longest - 2 * kHashBytes;
  while (end > 0 && isContinuation(text[end])) --end;
  return std::string(text.substr(0, end)) + hashOf(text);
}

IndexEntries::Scalar indexedValue(const IndexEntries::Scalar& value, std::size_t longest) {
  const auto* const text = std::get_if<std::string>(&value);
  return text == nullptr ? value : indexedText(*text, longest);
}

std::optional<IndexEntries> shortened(const IndexEntries& entries, std::size_t longest) {
  const auto isLongText = [longest](const IndexEntries::Scalar& value) {
    const auto* const text = std::get_if<std::string>(&value);
    return text != nullptr && isTooLong(*text, longest);
  };
  const auto isLongStray = [longest](const IndexEntries::Stray& stray) {
    return isTooLong(stray.text, longest);
  };
  if (std::ranges::none_of(entries.columns, isLongText) &&
      std::ranges::none_of(entries.strays, isLongStray)) {
    return std::nullopt;
  }
  IndexEntries result;
  for (const auto& value : entries.columns) result.columns.push_back(indexedValue(value, longest));
  for (const auto& [name, text] : entries.strays)
    result.strays.insert({name, indexedText(text, longest)});
  return result;
}

}  // namespace freezer
