#include "cli/input/json_value.h"

#include <algorithm>
#include <string_view>

#include "core/json/document_reader.h"
#include "core/text.h"

namespace freezer::cli {
namespace {

/// Whether `text` has the form of a JSON number (RFC 8259, section 6), of any size.
bool isNumber(std::string_view text) {
  static constexpr std::string_view kDigits = "0123456789";
  const auto takeDigits = [&text] {
    const std::size_t count = std::min(text.find_first_not_of(kDigits), text.size());
    text.remove_prefix(count);
    return count;
  };
  const auto take = [&text](std::string_view any) {
    if (text.empty() || any.find(text.front()) == std::string_view::npos) return false;
    text.remove_prefix(1);
    return true;
  };
  take("-");
  const bool leadingZero = text.starts_with('0');
  const std::size_t whole = takeDigits();
  if (whole == 0 || (leadingZero && whole > 1)) return false;
  if (take(".") && takeDigits() == 0) return false;
  if (!take("eE")) return text.empty();
  take("+-");
  return takeDigits() > 0 && text.empty();
}

}  // namespace

bool beginsLikeJson(const std::string& text) {
  return text.starts_with('{') || text.starts_with('[') || text.starts_with('"');
}

Result<Value> readJson(const std::string& text, const DocumentLimits& limits) {
  Result<Value> value = readValue(text, limits);
  if (value) return value;
  return Error{ErrorCode::InvalidRequest, "the value is not valid JSON: " + value.error().message +
                                              "; for a string, write " + quoteJson(excerpt(text))};
}

Result<Value> readJsonOrText(const std::string& text, const DocumentLimits& limits) {
  Result<Value> value = readJson(text, limits);
  return value || beginsLikeJson(text) || isNumber(text) ? value : Value(text);
}

}  // namespace freezer::cli
