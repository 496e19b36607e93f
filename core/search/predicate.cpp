#include "core/search/predicate.h"

#include <Poco/UTF8String.h>
#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <iterator>
#include <optional>
#include <utility>

#include "core/json/value.h"
#include "core/text.h"

namespace freezer {
namespace {

namespace ondemand = simdjson::ondemand;

/// Whether JSON text contains these characters as they are.
bool isPlain(std::string_view text) {
  return std::ranges::all_of(text, [](unsigned char byte) {
    return byte >= 0x20 && byte < 0x7F && byte != '"' && byte != '\\';
  });
}

bool isAscii(std::string_view text) {
  return std::ranges::all_of(text, [](unsigned char byte) { return byte < 0x80; });
}

/// std::string_view::find() is several times slower.
bool contains(std::string_view text, std::string_view part) {
  return memmem(text.data(), text.size(), part.data(), part.size()) != nullptr;
}

/// The text of a scalar in a search; see scalarText().
class ScalarText {
 public:
  /// None for null, objects and arrays. The text is valid until the next call.
  std::optional<std::string_view> of(ondemand::value value, ondemand::json_type type) {
    switch (type) {
      case ondemand::json_type::string: return textOf(value);
      case ondemand::json_type::boolean: return value.get_bool().value_unsafe() ? "true" : "false";
      case ondemand::json_type::number: return textOfNumber(value);
      case ondemand::json_type::null:
      case ondemand::json_type::object:
      case ondemand::json_type::array: break;
    }
    return std::nullopt;
  }

 private:
  static std::optional<std::string_view> textOf(ondemand::value value) {
    std::string_view text;
    if (value.get_string().get(text) != simdjson::SUCCESS) return std::nullopt;
    return text;
  }

  std::optional<std::string_view> textOfNumber(ondemand::value value) {
    ondemand::number number;
    if (value.get_number().get(number) != simdjson::SUCCESS) return std::nullopt;
    if (number.is_int64()) {
      char* const end =
          std::to_chars(std::begin(digits_), std::end(digits_), number.get_int64()).ptr;
      return std::string_view(digits_, static_cast<std::size_t>(end - digits_));
    }
    if (!number.is_double()) return std::nullopt;  // Never stored: beyond 64 signed bits.
    real_ = toJson(Value(number.get_double()));
    return real_;
  }

  char digits_[24] = {};
  std::string real_;
};

// The walks below return false for text that is not valid JSON, which is never stored.

ondemand::json_type typeOf(ondemand::value value) {
  ondemand::json_type type = ondemand::json_type::null;
  static_cast<void>(value.type().get(type));
  return type;
}

template <typename Visit>
bool anyMember(ondemand::object object, Visit visit) {
  for (auto member : object) {
    ondemand::field field;
    std::string_view name;
    if (std::move(member).get(field) != simdjson::SUCCESS) return false;
    if (field.unescaped_key().get(name) != simdjson::SUCCESS) return false;
    if (visit(name, field.value())) return true;
  }
  return false;
}

template <typename Visit>
bool anyItem(ondemand::value array, Visit visit) {
  ondemand::array items;
  if (array.get_array().get(items) != simdjson::SUCCESS) return false;
  for (auto&& element : items) {
    ondemand::value item;
    if (std::forward<decltype(element)>(element).get(item) != simdjson::SUCCESS) return false;
    if (visit(item)) return true;
  }
  return false;
}

template <typename Visit>
bool anyMember(ondemand::value object, Visit visit) {
  ondemand::object members;
  return object.get_object().get(members) == simdjson::SUCCESS && anyMember(members, visit);
}

/// Tests the members that a condition's key selects.
class MemberFinder {
 public:
  explicit MemberFinder(const Condition& condition) : key_(condition.key), text_(condition.text) {}

  bool holdsIn(ondemand::object document) {
    const bool isBareName = key_.find('.') == std::string_view::npos;
    if (isBareName ? findAnywhere(document) : findAt(document, key_)) return true;
    return !text_ && !isThere_;
  }

 private:
  bool isWanted(ondemand::value value, ondemand::json_type type) {
    isThere_ = true;
    if (!text_) return type == ondemand::json_type::null;
    const auto text = scalar_.of(value, type);
    return text && *text == *text_;
  }

  template <typename ObjectOrValue>
  bool findAnywhere(ObjectOrValue object) {
    return anyMember(object, [this](std::string_view name, ondemand::value value) {
      return findIn(value, name == key_);
    });
  }

  bool findIn(ondemand::value value, bool isSelected) {
    const ondemand::json_type type = typeOf(value);
    if (type == ondemand::json_type::object) {
      isThere_ |= isSelected;
      return findAnywhere(value);
    }
    if (type == ondemand::json_type::array) {
      isThere_ |= isSelected;
      return anyItem(value, [this](ondemand::value item) { return findIn(item, false); });
    }
    return isSelected && isWanted(value, type);
  }

  /// For an array on the path, its items are tested.
  template <typename ObjectOrValue>
  bool findAt(ObjectOrValue object, std::string_view path) {
    const std::size_t dot = path.find('.');
    const std::string_view first = path.substr(0, dot);
    const auto find = [&](ondemand::value item) {
      const ondemand::json_type type = typeOf(item);
      if (dot == std::string_view::npos) return isWanted(item, type);
      return type == ondemand::json_type::object && findAt(item, path.substr(dot + 1));
    };
    return anyMember(object, [&](std::string_view name, ondemand::value value) {
      if (name != first) return false;
      return typeOf(value) == ondemand::json_type::array ? anyItem(value, find) : find(value);
    });
  }

  const std::string_view key_;
  const std::optional<std::string>& text_;
  bool isThere_ = false;  ///< Whether the key selected any member.
  ScalarText scalar_;
};

/// Searches the scalars of a document for words in lower case, all in one walk: folding a large
/// document takes milliseconds.
class WordFinder {
 public:
  /// Whether the search ends with the first word found, or with the last.
  enum class Until { Any, All };
  explicit WordFinder(Until until) : until_(until) {}

  void add(std::string_view word, bool isAscii) { (isAscii ? ascii_ : others_).push_back(word); }

  bool isEmpty() const { return ascii_.empty() && others_.empty(); }

  /// Whether any word, or all words, occur.
  template <typename ObjectOrValue>
  bool findIn(ObjectOrValue object) {
    return anyMember(object, [this](std::string_view /*name*/, ondemand::value value) {
      return findInValue(value);
    });
  }

 private:
  bool findInValue(ondemand::value value) {
    const ondemand::json_type type = typeOf(value);
    if (type == ondemand::json_type::object) return findIn(value);
    if (type == ondemand::json_type::array) {
      return anyItem(value, [this](ondemand::value item) { return findInValue(item); });
    }
    const auto text = scalar_.of(value, type);
    return text && take(*text);
  }

  /// Removes the words that occur in `text`; whether the search ends.
  bool take(std::string_view text) {
    const std::size_t before = ascii_.size() + others_.size();
    if (!ascii_.empty()) remove(ascii_, lowered(text));
    if (!others_.empty()) remove(others_, Poco::UTF8::toLower(std::string(text)));
    return until_ == Until::All ? isEmpty() : ascii_.size() + others_.size() < before;
  }

  static void remove(std::vector<std::string_view>& words, const std::string& folded) {
    std::erase_if(words, [&](std::string_view word) { return contains(folded, word); });
  }

  const Until until_;
  std::vector<std::string_view> ascii_;
  std::vector<std::string_view> others_;
  ScalarText scalar_;
};

/// One document's text, prepared when a walk or a search that ignores case is first needed.
class Text {
 public:
  explicit Text(std::string_view text) : text_(text) {}

  std::string_view raw() const { return text_; }

  std::string_view lower() {
    if (lower_.empty()) lower_ = lowered(text_);
    return lower_;
  }

  /// Whether the text is an object for which `test` holds.
  template <typename Test>
  bool holds(Test test) {
    if (!isParsed_ && !parse()) return false;
    ondemand::object object;
    document_.rewind();
    return document_.get_object().get(object) == simdjson::SUCCESS && test(object);
  }

 private:
  bool parse() {
    padded_ = simdjson::padded_string(text_);
    isParsed_ = parser().iterate(padded_).get(document_) == simdjson::SUCCESS;
    return isParsed_;
  }

  /// A parser keeps a few bytes of memory for each byte of its longest text, so only short texts
  /// share one.
  ondemand::parser& parser() {
    constexpr std::size_t kLongestShared = 64 * 1024;
    thread_local ondemand::parser shared;
    return text_.size() > kLongestShared ? own_.emplace() : shared;
  }

  const std::string_view text_;
  std::string lower_;
  simdjson::padded_string padded_;
  std::optional<ondemand::parser> own_;
  ondemand::document document_;
  bool isParsed_ = false;
};

}  // namespace

void Predicate::add(const Condition& condition) {
  Member& member = conditions_.emplace_back(Member{condition, {}, {}});
  const std::string_view key = condition.key;
  const std::string_view name = key.substr(key.rfind('.') + 1);  // npos + 1 is 0.
  if (isPlain(name)) member.quotedName = '"' + std::string(name) + '"';
  if (condition.text && isPlain(*condition.text)) member.text = *condition.text;
}

void Predicate::add(const Word& word) {
  words_.push_back(
      {Poco::UTF8::toLower(word.text), word.negated, isAscii(word.text), isPlain(word.text)});
}

bool Predicate::matches(std::string_view document) const {
  Text text(document);
  const auto holds = [&](const Member& member) {
    const Condition& condition = member.condition;
    if (!contains(document, member.quotedName)) return !condition.text;
    if (!contains(document, member.text)) return false;
    return text.holds(
        [&](ondemand::object object) { return MemberFinder(condition).holdsIn(object); });
  };
  const auto isFulfilled = [&](const Member& member) {
    return holds(member) != member.condition.negated;
  };
  if (!std::ranges::all_of(conditions_, isFulfilled)) return false;

  WordFinder wanted(WordFinder::Until::All);
  WordFinder unwanted(WordFinder::Until::Any);
  for (const Folded& word : words_) {
    const bool mayOccur = !word.isPlain || contains(text.lower(), word.text);
    if (mayOccur) (word.negated ? unwanted : wanted).add(word.text, word.isAscii);
    if (!mayOccur && !word.negated) return false;
  }
  const auto finds = [&text](WordFinder& words) {
    return text.holds([&words](ondemand::object object) { return words.findIn(object); });
  };
  return (wanted.isEmpty() || finds(wanted)) && (unwanted.isEmpty() || !finds(unwanted));
}

}  // namespace freezer
