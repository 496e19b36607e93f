#include "core/json/document_reader.h"

#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/json/parser.h"
#include "core/json/text_place.h"
#include "core/json/tree.h"
#include "core/text.h"

namespace freezer {
namespace {

namespace dom = simdjson::dom;

using tree::List;
using tree::Tree;
using tree::Var;

std::string nestingProblem(std::size_t maxNesting) {
  return "must not nest more than " + std::to_string(maxNesting) + " levels of objects and lists";
}

// --- Error messages for malformed text -----------------------------------------

/// Finds the first error in a text that simdjson refused. simdjson reports no position and not
/// always the exact error. Uses an explicit stack, so that deep nesting cannot overflow the call
/// stack.
class FaultFinder {
 public:
  FaultFinder(std::string_view text, std::size_t maxNesting)
      : text_(text), maxNesting_(maxNesting) {}

  /// "line 1, column 8: a colon is expected after a name"; empty if no error is found.
  std::string find() {
    if (text_.starts_with("\xEF\xBB\xBF")) return describe("a byte order mark is not allowed");
    if (!findInvalidUtf8()) {
      while (problem_.empty() && step()) continue;
    }
    return problem_.empty() ? "" : describe(problem_);
  }

 private:
  enum class Expected { Value, ValueOrEnd, Name, NameOrEnd, Colon, CommaOrEnd };

  bool findInvalidUtf8() {
    for (std::size_t at = 0; at < text_.size();) {
      const std::size_t length = characterLength(text_.substr(at));
      if (length == 0) {
        at_ = at;
        problem_ = "this is not UTF-8";
        return true;
      }
      at += length;
    }
    return false;
  }

  /// Reads one token; false at the end of the text.
  bool step() {
    at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size());
    if (at_ == text_.size()) {
      if (!closers_.empty())
        problem_ = "the text ends, and a " + std::string(1, closers_.back()) + " is missing";
      return false;
    }
    const char next = text_[at_];
    switch (expected_) {
      case Expected::Value: readValue(next); break;
      case Expected::ValueOrEnd: next == ']' ? close() : readValue(next); break;
      case Expected::Name: readName(next); break;
      case Expected::NameOrEnd: next == '}' ? close() : readName(next); break;
      case Expected::Colon: readColon(next); break;
      case Expected::CommaOrEnd: readCommaOrEnd(next); break;
    }
    return true;
  }

  void readValue(char next) {
    expected_ = Expected::CommaOrEnd;
    if (next == '{') {
      open('}', Expected::NameOrEnd);
    } else if (next == '[') {
      open(']', Expected::ValueOrEnd);
    } else if (next == '"') {
      readString();
    } else if (next == '-' || isDigit(next)) {
      readNumber();
    } else {
      readLiteral();
    }
  }

  void readName(char next) {
    expected_ = Expected::Colon;
    if (next == '"') {
      readString();
    } else {
      problem_ = "a name in double quotes is expected";
    }
  }

  void readColon(char next) {
    expected_ = Expected::Value;
    if (next == ':') {
      ++at_;
    } else {
      problem_ = "a colon is expected after a name";
    }
  }

  void readCommaOrEnd(char next) {
    if (closers_.empty()) {
      problem_ = "nothing may follow the document";
    } else if (next == closers_.back()) {
      close();
    } else if (next == ',') {
      ++at_;
      expected_ = closers_.back() == '}' ? Expected::Name : Expected::Value;
    } else {
      problem_ = "a comma or a " + std::string(1, closers_.back()) + " is expected";
    }
  }

  void open(char closer, Expected expected) {
    if (closers_.size() == maxNesting_) {
      problem_ = "the document " + nestingProblem(maxNesting_);
      return;
    }
    ++at_;
    closers_ += closer;
    expected_ = expected;
  }

  void close() {
    ++at_;
    closers_.pop_back();
    expected_ = Expected::CommaOrEnd;
  }

  void readLiteral() {
    for (const std::string_view literal : {"true", "false", "null"}) {
      if (text_.substr(at_).starts_with(literal)) {
        at_ += literal.size();
        return;
      }
    }
    problem_ = "a JSON value is expected";
  }

  void readNumber() {
    const std::string_view token =
        text_.substr(at_, text_.find_first_not_of("+-.0123456789Ee", at_) - at_);
    if (numberParser_.parse(simdjson::padded_string(token)).error() == simdjson::SUCCESS) {
      at_ += token.size();
      return;
    }
    const std::string_view digits = token.substr(token.front() == '-' ? 1 : 0);
    const bool isPlain = !digits.empty() && std::ranges::all_of(digits, isDigit);
    double number = 0;
    const auto [stop, failure] = std::from_chars(token.data(), token.data() + token.size(), number);
    if (isPlain && digits.front() != '0') {
      problem_ = "an integer must fit into 64 bits";
    } else if (failure == std::errc::result_out_of_range && stop == token.data() + token.size()) {
      problem_ = "a number must fit into a double";
    } else {
      problem_ = "this is not a JSON number";
    }
  }

  void readString() {
    const std::size_t start = at_;
    for (++at_; at_ < text_.size() && text_[at_] != '"' && problem_.empty();) {
      if (static_cast<unsigned char>(text_[at_]) < 0x20) {
        problem_ = "a control character within a string must be escaped";
      } else if (text_[at_] == '\\') {
        readEscape();
      } else {
        ++at_;
      }
    }
    if (!problem_.empty()) return;
    if (at_ == text_.size()) {
      at_ = start;
      problem_ = "this string has no closing quote";
    } else {
      ++at_;
    }
  }

  void readEscape() {
    if (const auto unit = hexUnit(at_)) {
      const bool isHigh = *unit >= 0xD800 && *unit < 0xDC00;
      const bool isLow = *unit >= 0xDC00 && *unit < 0xE000;
      const auto second = isHigh ? hexUnit(at_ + 6) : std::nullopt;
      if (isLow || (isHigh && !(second && *second >= 0xDC00 && *second < 0xE000))) {
        problem_ = "a surrogate must be part of a pair";
        return;
      }
      at_ += isHigh ? 12 : 6;
    } else if (at_ + 1 < text_.size() &&
               std::string_view("\"\\/bfnrt").find(text_[at_ + 1]) != std::string_view::npos) {
      at_ += 2;
    } else {
      problem_ = "this is not a JSON escape";
    }
  }

  /// The UTF-16 code unit of the escape \uXXXX at `at`.
  std::optional<unsigned> hexUnit(std::size_t at) const {
    if (at + 6 > text_.size() || text_.substr(at, 2) != "\\u") return std::nullopt;
    unsigned unit = 0;
    const char* const digits = text_.data() + at + 2;
    const auto [stop, failure] = std::from_chars(digits, digits + 4, unit, 16);
    if (failure != std::errc{} || stop != digits + 4) return std::nullopt;
    return unit;
  }

  std::string describe(const std::string& problem) const {
    return placeIn(text_, at_) + ": " + problem;
  }

  const std::string_view text_;
  const std::size_t maxNesting_;
  std::size_t at_ = 0;
  Expected expected_ = Expected::Value;
  std::string closers_;  ///< Closing brackets of the open objects and lists, innermost last.
  std::string problem_;
  dom::parser numberParser_;  ///< Kept, because a parser allocates memory for its first text.
};

// --- Conversion from simdjson -------------------------------------------------------

/// Converts a document that simdjson parsed, and refuses documents that are valid JSON but not
/// allowed here.
class TreeBuilder {
 public:
  explicit TreeBuilder(const DocumentLimits& limits) : limits_(limits) {}

  /// Null if the object is refused; see fault().
  Tree::Ptr buildObject(const dom::object& source, std::size_t level) {
    if (level > limits_.maxNesting) return refuse(nestingProblem(limits_.maxNesting));
    if (!hasRoomFor(source.size())) return refuseValues();
    Tree::Ptr object = tree::newTree();
    std::vector<NewMember> members = namesOf(source);
    const std::vector<NewMember*> sorted = sortedByName(members);
    const NewMember* const duplicate = findDuplicate(sorted);
    auto member = members.begin();
    for (const dom::key_value_pair pair : source) {
      if (member == members.end())
        return refuse("must not have more than " + std::to_string(limits_.maxMembers) + " members");
      std::string name(pair.key);
      if (&*member == duplicate) {
        refuse("must not be given twice");
        return refuseWithin(name);
      }
      if (!build(pair.value, level, member->value)) return refuseWithin(name);
      object->set(name, Var());
      ++member;
    }
    // Poco would copy each value several times, so the values are swapped into the object.
    auto next = sorted.begin();
    for (auto& [name, value] : *object) value.swap((*next++)->value);
    return object;
    // NOLINTNEXTLINE(clang-analyzer-cplusplus.NewDeleteLeaks): it does not follow the counter.
  }

  /// Assigns to `value`; false if the value is refused. `level` is the level of the parent.
  bool build(const dom::element& source, std::size_t level, Var& value) {
    switch (source.type()) {
      case dom::element_type::OBJECT: {
        const Tree::Ptr object = buildObject(source.get_object().value_unsafe(), level + 1);
        value = object;
        return !object.isNull();
      }
      case dom::element_type::ARRAY: {
        const List::Ptr array = buildArray(source.get_array().value_unsafe(), level + 1);
        value = array;
        return !array.isNull();
      }
      case dom::element_type::STRING:
        value = std::string(source.get_string().value_unsafe());
        return true;
      case dom::element_type::INT64: value = source.get_int64().value_unsafe(); return true;
      case dom::element_type::DOUBLE: value = source.get_double().value_unsafe(); return true;
      case dom::element_type::BOOL: value = source.get_bool().value_unsafe(); return true;
      case dom::element_type::NULL_VALUE: value = Var(); return true;
      case dom::element_type::UINT64: refuse("must fit into 64 bits, sign included"); return false;
    }
    return false;
  }

  Fault fault() const { return hasTooManyValues_ ? tooManyValues(limits_.maxValues) : fault_; }

 private:
  struct NewMember {
    std::string_view name;
    Var value;
  };

  /// The names of the members, up to the limit, without values.
  std::vector<NewMember> namesOf(const dom::object& source) const {
    std::vector<NewMember> members;
    members.reserve(std::min(source.size(), limits_.maxMembers));
    for (const dom::key_value_pair member : source) {
      if (members.size() == limits_.maxMembers) break;
      members.push_back({member.key, Var()});
    }
    return members;
  }

  /// Sorted by name, as Poco stores members; equal names in document order.
  static std::vector<NewMember*> sortedByName(std::vector<NewMember>& members) {
    std::vector<NewMember*> sorted;
    sorted.reserve(members.size());
    for (NewMember& member : members) sorted.push_back(&member);
    std::ranges::sort(sorted, {},
                      [](const NewMember* member) { return std::pair(member->name, member); });
    return sorted;
  }

  /// The first member whose name occurred before, or null.
  static const NewMember* findDuplicate(const std::vector<NewMember*>& sorted) {
    const NewMember* first = nullptr;
    for (std::size_t i = 1; i < sorted.size(); ++i) {
      const bool isFirst = first == nullptr || sorted[i] < first;
      if (sorted[i]->name == sorted[i - 1]->name && isFirst) first = sorted[i];
    }
    return first;
  }

  List::Ptr buildArray(const dom::array& source, std::size_t level) {
    if (level > limits_.maxNesting) return refuse(nestingProblem(limits_.maxNesting));
    if (!hasRoomFor(source.size())) return refuseValues();
    List::Ptr array = tree::newList(source.size());
    unsigned index = 0;
    for (const dom::element item : source) {
      Var value;
      if (!build(item, level, value)) return refuseWithin(std::to_string(index));
      array->set(index++, value);
    }
    return array;
  }

  /// Counts the values of an object or array before any of them is built.
  bool hasRoomFor(std::size_t count) {
    if (count > limits_.maxValues - values_) return false;
    values_ += count;
    return true;
  }

  std::nullptr_t refuseValues() {
    hasTooManyValues_ = true;
    return nullptr;
  }

  std::nullptr_t refuse(std::string message) {
    fault_ = {"", std::move(message)};
    return nullptr;
  }

  /// Prepends the member name or item index `token` to the pointer of the fault.
  std::nullptr_t refuseWithin(const std::string& token) {
    fault_.pointer.insert(0, "/" + escapePointer(excerpt(token)));
    return nullptr;
  }

  const DocumentLimits limits_;
  std::size_t values_ = 0;
  bool hasTooManyValues_ = false;
  Fault fault_;
};

// --- Parsing -------------------------------------------------------------------------

std::string faultOf(std::string_view text, std::size_t maxNesting, simdjson::error_code failure) {
  std::string where = FaultFinder(text, maxNesting).find();
  return where.empty() ? simdjson::error_message(failure) : where;
}

Error malformed(std::string_view text, std::size_t maxNesting, simdjson::error_code failure) {
  return {ErrorCode::InvalidDocument,
          "The JSON is malformed at " + faultOf(text, maxNesting, failure)};
}

Result<Object> build(const dom::element& root, const DocumentLimits& limits) {
  dom::object object;
  if (root.get(object) != simdjson::SUCCESS)
    return Error{ErrorCode::InvalidDocument, "The JSON must be an object, in braces"};
  TreeBuilder builder(limits);
  if (Tree::Ptr built = builder.buildObject(object, 1)) return Object(std::move(built));
  return invalidDocument({builder.fault()});
}

}  // namespace

Fault tooManyValues(std::size_t limit) {
  return {"", "must not have more than " + std::to_string(limit) + " values"};
}

Result<Object> readObject(std::string_view text, const DocumentLimits& limits) {
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos)
    return Error{ErrorCode::InvalidDocument, "A JSON object is needed, but the text is empty"};
  using Root = simdjson::simdjson_result<dom::element>;
  return withParsed(text, limits.maxNesting, [&](const Root& root) {
    return root.error() == simdjson::SUCCESS ? build(root.value_unsafe(), limits)
                                             : malformed(text, limits.maxNesting, root.error());
  });
}

Result<Value> readValue(std::string_view text, const DocumentLimits& limits) {
  using Root = simdjson::simdjson_result<dom::element>;
  return withParsed(text, limits.maxNesting, [&](const Root& root) -> Result<Value> {
    if (root.error() != simdjson::SUCCESS)
      return Error{ErrorCode::InvalidDocument, faultOf(text, limits.maxNesting, root.error())};
    TreeBuilder builder(limits);
    Var value;
    if (builder.build(root.value_unsafe(), 1, value)) return Value(value);
    const auto [pointer, reason] = builder.fault();
    return Error{ErrorCode::InvalidDocument, pointer.empty() ? reason : pointer + " " + reason};
  });
}

}  // namespace freezer
