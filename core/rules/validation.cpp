#include "core/rules/validation.h"
#include "core/text.h"

#include <Poco/RegularExpression.h>

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>

namespace freezer {
namespace {

bool is(const Field& field, Trait trait) {
  return (field.traits & trait) != 0;
}

bool isChecked(const Field& field) {
  return !is(field, kReadOnly) && !is(field, kUnchecked);
}

bool isList(const Field& field) {
  return field.type == Type::TextList || field.type == Type::ObjectList;
}

// --- Patterns ----------------------------------------------------------------------

using Expression = Poco::RegularExpression;
using Expressions = std::map<const Pattern*, Expression>;

void compile(std::span<const Field> fields, Expressions& compiled) {
  for (const Field& field : fields) {
    // Like in ECMAScript, $ matches only at the end, not before a final line break.
    if (field.pattern != nullptr)
      compiled.try_emplace(field.pattern, std::string(field.pattern->regex),
                           Expression::RE_DOLLAR_ENDONLY);
    compile(field.members, compiled);
  }
}

/// Whether the text matches a pattern of the field table.
bool matches(const Pattern& pattern, const std::string& text) {
  // Compiled once, because compiling is expensive. Matching is thread-safe.
  static const Expressions kExpressions = [] {
    Expressions compiled;
    for (const Resource& each : resources()) compile(each.fields, compiled);
    return compiled;
  }();
  // The length limit prevents a stack overflow in the regular expression engine.
  return text.size() <= pattern.maxLength &&
         kExpressions.at(&pattern).match(text, 0, Expression::RE_ANCHORED);
}

// --- Checks ------------------------------------------------------------------------

std::string typeMeaning(Type type) {
  switch (type) {
    case Type::Text: return "a string";
    case Type::Integer: return "an integer";
    case Type::Boolean: return "true or false";
    case Type::TextList: return "a list of strings";
    case Type::Object: return "an object";
    case Type::ObjectList: return "a list of objects";
  }
  return "";
}

std::string requirement(const Field& field) {
  std::string meaning;
  if (!field.oneOf.empty()) {
    meaning = "one of ";
    for (const std::string_view value : field.oneOf)
      meaning += (value.data() == field.oneOf.front().data() ? "" : ", ") + quoteJson(value);
  } else if (field.pattern != nullptr) {
    meaning = field.pattern->meaning;
  } else {
    meaning = typeMeaning(field.type);
    if (is(field, kNonEmpty)) meaning += " that is not empty";
  }
  return "must be " + meaning + (is(field, kNullable) ? ", or null" : "");
}

std::string unknownMember(std::span<const Field> members) {
  std::string message = "is not a known member; known members";
  std::string_view separator = ": ";
  for (const Field& field : members) {
    if (is(field, kReadOnly)) continue;
    message.append(separator).append(field.name);
    separator = ", ";
  }
  return message;
}

bool isAllowedText(const Field& field, const std::string& text) {
  if (!field.oneOf.empty()) return std::ranges::find(field.oneOf, text) != field.oneOf.end();
  if (field.pattern != nullptr) return matches(*field.pattern, text);
  return !text.empty() || !is(field, kNonEmpty);
}

enum class Order { OfDocument, Any };

/// Collects the faults of a body.
class Checker {
 public:
  Checker(std::string_view prefix, Order order) : order_(order), pointer_(prefix) {}

  void checkObject(const Object& object, std::span<const Field> fields, bool closed) {
    addMissing(object, fields);
    const auto check = [&](const Member& member) {
      const auto field = std::ranges::find(fields, member.name, &Field::name);
      if (field != fields.end()) {
        if (isChecked(*field)) checkMember(*field, member.value);
      } else if (closed) {
        add("/" + escapePointer(excerpt(member.name)), unknownMember(fields));
      }
    };
    if (order_ == Order::Any) return object.forEachByName(check);
    for (const Member& member : object.members()) check(member);
  }

  std::vector<Fault> faults() && { return std::move(faults_); }

 private:
  void addMissing(const Object& object, std::span<const Field> fields) {
    std::set<std::string> missing;
    for (const Field& field : fields) {
      if (!is(field, kRequired)) continue;
      std::string name(field.name);
      if (!object.has(name)) missing.insert(std::move(name));
    }
    for (const std::string& name : missing) add("/" + name, "is required");
  }

  void checkMember(const Field& field, ValueRef value) {
    const std::size_t length = enter(field.name);
    if (value.isNull() ? !is(field, kNullable) : !checkValue(field, value)) {
      add("", requirement(field));
    }
    pointer_.resize(length);
  }

  /// False if the value itself is invalid. Adds the faults of nested values.
  bool checkValue(const Field& field, ValueRef value) {
    switch (field.type) {
      case Type::Text: return value.isText() && isAllowedText(field, value.text());
      case Type::Integer: return value.isInteger();
      case Type::Boolean: return value.isBoolean();
      case Type::Object: {
        const Object object = asObject(value);
        if (object) checkObject(object, field.members, is(field, kClosed));
        return static_cast<bool>(object);
      }
      case Type::TextList:
      case Type::ObjectList: {
        const Array list = asArray(value);
        if (list) checkItems(field, list);
        return static_cast<bool>(list);
      }
    }
    return false;
  }

  void checkItems(const Field& list, const Array& items) {
    std::size_t index = 0;
    for (const ValueRef item : items) {
      const std::size_t length = enter(std::to_string(index++));
      if (list.type == Type::TextList) {
        if (!item.isText()) add("", "must be " + typeMeaning(Type::Text));
      } else if (const Object object = asObject(item)) {
        checkObject(object, list.members, is(list, kClosed));
      } else {
        add("", "must be " + typeMeaning(Type::Object));
      }
      pointer_.resize(length);
    }
  }

  /// Appends a member or item to the pointer; returns the previous length.
  std::size_t enter(std::string_view token) {
    const std::size_t length = pointer_.size();
    pointer_.append("/").append(token);
    return length;
  }

  void add(const std::string& below, std::string message) {
    std::string pointer = pointer_ + below;
    // Long names are truncated in pointers, so two pointers may be equal.
    if (faulty_.insert(pointer).second) faults_.push_back({std::move(pointer), std::move(message)});
  }

  const Order order_;
  std::string pointer_;  ///< To the current value.
  std::set<std::string> faulty_;
  std::vector<Fault> faults_;
};

/// Faults for lists above the maximum length.
std::vector<Fault> longLists(const Resource& resource, const Document& body,
                             std::string_view prefix) {
  std::vector<Fault> faults;
  for (const Field& field : resource.fields) {
    if (!isChecked(field) || !isList(field)) continue;
    const Array list = asArray(body.object().get(std::string(field.name)));
    if (list && list.size() > kMaxItems)
      faults.push_back({std::string(prefix) + "/" + std::string(field.name),
                        "must not have more than " + std::to_string(kMaxItems) + " items"});
  }
  return faults;
}

}  // namespace

std::vector<Fault> validate(const Resource& resource, const Document& body,
                            std::string_view prefix) {
  if (std::vector<Fault> faults = longLists(resource, body, prefix); !faults.empty()) return faults;
  const auto faultsBy = [&](Order order) {
    Checker checker(prefix, order);
    checker.checkObject(body.object(), resource.fields, resource.closed);
    return std::move(checker).faults();
  };
  // A check in any order is faster. The order is needed only if there are faults.
  return faultsBy(Order::Any).empty() ? std::vector<Fault>() : faultsBy(Order::OfDocument);
}

Result<std::string> onlyMember(const Document& body, std::string_view expected) {
  if (body.object().size() == 1) return body.object().members().front().name;
  return Error{ErrorCode::InvalidRequest,
               "the body must be an object with one member: " + std::string(expected)};
}

const Pattern& idPattern(const Resource& resource) {
  const auto field = std::ranges::find(resource.fields, resource.idField, &Field::name);
  // The ID of a backup is never taken from a body, so its field has no pattern.
  return field->pattern != nullptr ? *field->pattern : idPattern(resourceOf(Kind::Job));
}

bool isValidId(const Resource& resource, std::string_view id) {
  return matches(idPattern(resource), std::string(id));
}

}  // namespace freezer
