#include "cli/input/yaml_scalar.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "core/text.h"

namespace freezer::cli {
namespace {

constexpr std::string_view kCorePrefix = "tag:yaml.org,2002:";

Error refused(std::string message) {
  return {ErrorCode::InvalidDocument, std::move(message)};
}

Error refusedNumber(const std::string& problem) {
  return refused(problem + "; put it in quotes if it is a text");
}

template <std::size_t count>
bool isOneOf(std::string_view text, const std::string_view (&words)[count]) {
  return std::ranges::find(words, text) != std::end(words);
}

bool isNull(std::string_view text) {
  constexpr std::string_view kWords[] = {"", "~", "null", "Null", "NULL"};
  return isOneOf(text, kWords);
}

std::optional<bool> booleanOf(std::string_view text) {
  constexpr std::string_view kTrue[] = {"true", "True", "TRUE"};
  constexpr std::string_view kFalse[] = {"false", "False", "FALSE"};
  if (isOneOf(text, kTrue)) return true;
  if (isOneOf(text, kFalse)) return false;
  return std::nullopt;
}

// --- Numbers -------------------------------------------------------------------

std::string_view withoutSign(std::string_view text) {
  return text.substr(text.starts_with('+') || text.starts_with('-') ? 1 : 0);
}

/// What std::from_chars() reads: it knows no plus sign.
std::string_view withoutPlus(std::string_view text) {
  return text.substr(text.starts_with('+') ? 1 : 0);
}

/// Takes the digits at the beginning off `text`, and returns how many they are.
std::size_t takeDigits(std::string_view& text) {
  const auto end = std::ranges::find_if_not(text, isDigit);
  const auto count = static_cast<std::size_t>(end - text.begin());
  text.remove_prefix(count);
  return count;
}

/// The base of an integer; none if `text` is not one.
std::optional<int> baseOf(std::string_view text) {
  const auto hasOnly = [](std::string_view digits, std::string_view allowed) {
    return !digits.empty() && digits.find_first_not_of(allowed) == std::string_view::npos;
  };
  if (hasOnly(withoutSign(text), "0123456789")) return 10;
  if (text.starts_with("0o") && hasOnly(text.substr(2), "01234567")) return 8;
  if (text.starts_with("0x") && hasOnly(text.substr(2), "0123456789abcdefABCDEF")) return 16;
  return std::nullopt;
}

Result<Value> integerOf(std::string_view text, int base) {
  const std::string_view digits = base == 10 ? withoutPlus(text) : text.substr(2);
  std::int64_t number = 0;
  const auto [stop, failure] =
      std::from_chars(digits.data(), digits.data() + digits.size(), number, base);
  if (failure != std::errc()) return refusedNumber("an integer must fit into 64 bits");
  return Value(number);
}

/// Whether `text` has the form [-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?
bool isReal(std::string_view text) {
  text = withoutSign(text);
  std::size_t digits = takeDigits(text);
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    digits += takeDigits(text);
  }
  if (digits == 0) return false;
  if (text.empty()) return true;
  if (lowered(text.front()) != 'e') return false;
  text = withoutSign(text.substr(1));
  return takeDigits(text) > 0 && text.empty();
}

/// Whether `text` is infinite or not a number.
bool isNotFinite(std::string_view text) {
  constexpr std::string_view kInfinite[] = {".inf", ".Inf", ".INF"};
  constexpr std::string_view kNotANumber[] = {".nan", ".NaN", ".NAN"};
  return isOneOf(withoutSign(text), kInfinite) || isOneOf(text, kNotANumber);
}

Result<Value> realOf(std::string_view text) {
  const std::string_view digits = withoutPlus(text);
  double number = 0;
  const auto [stop, failure] =
      std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (failure != std::errc()) return refusedNumber("a number must fit into a double");
  return Value(number);
}

// --- Tags ----------------------------------------------------------------------

/// By the form of `text` alone.
Result<Value> plainValue(std::string_view text) {
  if (isNull(text)) return Value();
  if (const auto boolean = booleanOf(text)) return Value(*boolean);
  if (const auto base = baseOf(text)) return integerOf(text, *base);
  if (isReal(text)) return realOf(text);
  if (isNotFinite(text)) return refusedNumber("a number must be finite");
  return Value(text);
}

/// The value of a scalar with a tag of the core schema, without its prefix; null for another tag.
std::optional<Result<Value>> coreValue(std::string_view tag, std::string_view text) {
  const auto unless = [&](bool fits) -> std::optional<Result<Value>> {
    if (fits) return plainValue(text);
    return refused("'" + excerpt(text) + "' does not fit the tag !!" + std::string(tag));
  };
  if (tag == "str") return Value(text);
  if (tag == "null") return unless(isNull(text));
  if (tag == "bool") return unless(booleanOf(text).has_value());
  if (tag == "int") return unless(baseOf(text).has_value());
  if (tag == "float" && isReal(text)) return realOf(text);
  if (tag == "float") return unless(isNotFinite(text));
  return std::nullopt;
}

}  // namespace

Result<Value> scalarOf(std::string_view tag, std::string_view text) {
  if (tag == "?") return plainValue(text);
  if (tag == "!") return Value(text);
  if (tag.starts_with(kCorePrefix)) {
    if (auto value = coreValue(tag.substr(kCorePrefix.size()), text)) return *std::move(value);
  }
  return refused("the tag " + excerpt(tag) + " is not supported; remove it");
}

}  // namespace freezer::cli
