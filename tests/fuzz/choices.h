#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace freezer::fuzz {

/// Decisions, one byte each. An input that has ended decides for the first choice.
class Choices {
 public:
  explicit Choices(std::string_view input) : rest_(input) {}

  bool isEmpty() const { return rest_.empty(); }

  std::size_t below(std::size_t count) {
    if (rest_.empty()) return 0;
    const auto byte = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    return byte % count;
  }

  template <std::size_t count>
  std::string one(const std::array<std::string_view, count>& texts) {
    return std::string(texts[below(count)]);
  }

  /// Text of the input's own.
  std::string text() {
    const std::string_view taken = rest_.substr(0, rest_.find('\n'));
    rest_.remove_prefix(std::min(taken.size() + 1, rest_.size()));
    return std::string(taken);
  }

 private:
  std::string_view rest_;
};

}  // namespace freezer::fuzz
