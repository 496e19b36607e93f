#include "core/text.h"

#include <Poco/UTF8Encoding.h>

namespace freezer {

std::size_t characterLength(std::string_view text) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  const int length = bytes[0] < 0x80 ? 1 : bytes[0] < 0xE0 ? 2 : bytes[0] < 0xF0 ? 3 : 4;
  const auto size = static_cast<std::size_t>(length);
  return size <= text.size() && Poco::UTF8Encoding::isLegal(bytes, length) ? size : 0;
}

std::string excerpt(std::string_view text) {
  constexpr std::size_t kLongest = 60;
  std::string shown;
  while (!text.empty() && shown.size() < kLongest) {
    const std::size_t length = characterLength(text);
    const auto first = static_cast<unsigned char>(text[0]);
    // 0xC2 is the first byte of the control characters U+0080 to U+009F and of some others.
    const bool isShowable = length > 0 && first >= 0x20 && first != 0x7F && first != 0xC2;
    if (isShowable) {
      shown += text.substr(0, length);
    } else {
      shown += '?';
    }
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  if (!text.empty()) shown += "...";
  return shown;
}

}  // namespace freezer
