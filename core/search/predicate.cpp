#include "core/search/predicate.h"

#include <Poco/UTF8String.h>
#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <string>

#include "core/json/document_reader.h"
#include "core/json/parser.h"
#include "core/json/value.h"
#include "core/text.h"

namespace freezer {
namespace {

namespace dom = simdjson::dom;

/// Calls `visit` with the parsed object; false if the text is not a JSON object.
template <typename Visit>
bool visitParsed(std::string_view text, Visit visit) {
  using Root = simdjson::simdjson_result<dom::element>;
  return withParsed(text, kStoredLimits.maxNesting, [&](const Root& root) {
    dom::object object;
    return root.get(object) == simdjson::SUCCESS && visit(object);
  });
}

/// The text of a scalar in a search; see scalarText().
class ScalarText {
 public:
  /// None for null, objects and lists.
  std::optional<std::string_view> of(const dom::element& value) {
    switch (value.type()) {
      case dom::element_type::STRING: return value.get_string().value_unsafe();
      case dom::element_type::BOOL: return value.get_bool().value_unsafe() ? "true" : "false";
      case dom::element_type::INT64: {
        char* const end =
            std::to_chars(std::begin(digits_), std::end(digits_), value.get_int64().value_unsafe())
                .ptr;
        return std::string_view(digits_, static_cast<std::size_t>(end - digits_));
      }
      case dom::element_type::DOUBLE: {
        real_ = toJson(Value(value.get_double().value_unsafe()));
        return real_;
      }
      case dom::element_type::UINT64:  // Never stored: outside the 64-bit signed range.
      case dom::element_type::NULL_VALUE:
      case dom::element_type::OBJECT:
      case dom::element_type::ARRAY: break;
    }
    return std::nullopt;
  }

 private:
  char digits_[24] = {};
  std::string real_;
};

/// Tests the members selected by a key.
class MemberFinder {
 public:
  MemberFinder(std::string_view key, const std::optional<std::string_view>& text)
      : key_(key), text_(text) {}

  bool matches(const dom::object& document) {
    const bool isBareName = key_.find('.') == std::string_view::npos;
    if (isBareName ? findAnywhere(document) : findAt(document, key_)) return true;
    return !text_ && !isThere_;
  }

 private:
  bool isWanted(const dom::element& value) {
    isThere_ = true;
    if (!text_) return value.is_null();
    return scalar_.of(value) == text_;
  }

  bool findAnywhere(const dom::object& object) {
    for (const dom::key_value_pair member : object) {
      if (member.key == key_ && isWanted(member.value)) return true;
      if (findAnywhere(member.value)) return true;
    }
    return false;
  }

  bool findAnywhere(const dom::element& value) {
    if (value.is_object()) return findAnywhere(value.get_object().value_unsafe());
    if (!value.is_array()) return false;
    const dom::array items = value.get_array().value_unsafe();
    for (const dom::element item : items) {
      if (findAnywhere(item)) return true;
    }
    return false;
  }

  /// For a list on the path, its items are tested.
  bool findAt(const dom::object& object, std::string_view path) {
    const std::size_t dot = path.find('.');
    dom::element value;
    if (object.at_key(path.substr(0, dot)).get(value) != simdjson::SUCCESS) return false;
    const auto find = [&](const dom::element& item) {
      if (dot == std::string_view::npos) return isWanted(item);
      return item.is_object() && findAt(item.get_object().value_unsafe(), path.substr(dot + 1));
    };
    if (!value.is_array()) return find(value);
    const dom::array items = value.get_array().value_unsafe();
    return std::any_of(items.begin(), items.end(), find);
  }

  const std::string_view key_;
  const std::optional<std::string_view>& text_;
  bool isThere_ = false;  ///< Whether the key selected any member.
  ScalarText scalar_;
};

bool isAscii(std::string_view text) {
  return std::ranges::all_of(text, [](unsigned char byte) { return byte < 0x80; });
}

/// Searches the scalars of a document for a word.
class WordFinder {
 public:
  explicit WordFinder(std::string_view word)
      : isAscii_(isAscii(word)), word_(Poco::UTF8::toLower(std::string(word))) {}

  bool findIn(const dom::object& object) {
    return std::any_of(object.begin(), object.end(),
                       [this](const dom::key_value_pair& member) { return findIn(member.value); });
  }

 private:
  bool findIn(const dom::element& value) {
    if (value.is_object()) return findIn(value.get_object().value_unsafe());
    if (value.is_array()) {
      const dom::array items = value.get_array().value_unsafe();
      return std::any_of(items.begin(), items.end(),
                         [this](const dom::element& item) { return findIn(item); });
    }
    const auto text = scalar_.of(value);
    return text && isWithin(*text);
  }

  bool isWithin(std::string_view text) const {
    if (!isAscii_) {
      return Poco::UTF8::toLower(std::string(text)).find(word_) != std::string::npos;
    }
    const auto equal = [](char left, char right) { return lowered(left) == right; };
    // clang-tidy 14 cannot parse std::ranges of this standard library.
    const auto found = std::search(text.begin(), text.end(), word_.begin(), word_.end(), equal);
    return found != text.end() || word_.empty();
  }

  const bool isAscii_;
  const std::string word_;  ///< In lower case.
  ScalarText scalar_;
};

}  // namespace

bool hasValue(std::string_view document, std::string_view key,
              const std::optional<std::string_view>& text) {
  return visitParsed(
      document, [&](const dom::object& object) { return MemberFinder(key, text).matches(object); });
}

bool hasWord(std::string_view document, std::string_view word) {
  return visitParsed(document,
                     [&](const dom::object& object) { return WordFinder(word).findIn(object); });
}

}  // namespace freezer
