#include "tests/server/json_schema.h"

#include <algorithm>
#include <map>
#include <regex>
#include <string_view>

namespace freezer::test {
namespace {

bool isType(ValueRef value, std::string_view type) {
  if (type == "null") return value.isNull();
  if (type == "string") return value.isText();
  if (type == "integer") return value.isInteger();
  if (type == "boolean") return value.isBoolean();
  if (type == "object") return static_cast<bool>(asObject(value));
  if (type == "array") return static_cast<bool>(asArray(value));
  const bool isNumber =
      value.isScalar() && !value.isNull() && !value.isText() && !value.isBoolean();
  return type == "number" && isNumber;
}

class Checker {
 public:
  Checker(const Document& root, Extra extra) : root_(root), extra_(extra) {}

  void check(const Object& schema, ValueRef value, const std::string& place) {
    for (const auto& [keyword, argument] : schema.members()) {
      const auto known = kKeywords.find(keyword);
      if (known == kKeywords.end()) {
        add(place, "the schema has an unknown keyword: " + keyword);
      } else if (known->second != nullptr) {
        (this->*known->second)({schema, argument, value, place});
      }
    }
    const bool isOpen = schema.has("additionalProperties") || !schema.has("properties");
    if (extra_ == Extra::Refused && !isOpen) {
      const Value no(false);
      checkOthers({schema, no, value, place}, no);
    }
  }

  std::vector<std::string> faults() && { return std::move(faults_); }

 private:
  struct Step {
    const Object& schema;
    ValueRef argument;  ///< Of the keyword.
    ValueRef value;
    const std::string& place;
  };
  using Keyword = void (Checker::*)(const Step& step);

  void checkType(const Step& step) {
    const Array types = asArray(step.argument);
    const bool fits =
        types ? std::any_of(types.begin(), types.end(),
                            [&](ValueRef type) { return isType(step.value, type.text()); })
              : isType(step.value, step.argument.text());
    if (!fits) add(step.place, "is not of type " + toJson(step.argument));
  }

  void checkEnum(const Step& step) {
    const Array values = asArray(step.argument);
    const std::string given = toJson(step.value);
    if (std::none_of(values.begin(), values.end(),
                     [&](ValueRef value) { return toJson(value) == given; }))
      add(step.place, given + " is not one of " + toJson(step.argument));
  }

  void checkPattern(const Step& step) {
    if (!step.value.isText()) return;
    if (!std::regex_search(step.value.text(), std::regex(step.argument.text())))
      add(step.place, toJson(step.value) + " does not match " + step.argument.text());
  }

  void checkMinLength(const Step& step) {
    if (step.value.isText() && size(step.value.text().size()) < step.argument.integer())
      add(step.place, "is too short");
  }

  void checkMaxLength(const Step& step) {
    if (step.value.isText() && size(step.value.text().size()) > step.argument.integer())
      add(step.place, "is too long");
  }

  void checkItems(const Step& step) {
    std::int64_t index = 0;
    const Array list = asArray(step.value);
    if (!list) return;
    for (const ValueRef item : list) {
      check(asObject(step.argument), item, step.place + "/" + std::to_string(index++));
    }
  }

  void checkMinItems(const Step& step) {
    const Array list = asArray(step.value);
    if (list && size(list.size()) < step.argument.integer()) add(step.place, "has too few items");
  }

  void checkMaxItems(const Step& step) {
    const Array list = asArray(step.value);
    if (list && size(list.size()) > step.argument.integer()) add(step.place, "has too many items");
  }

  void checkRequired(const Step& step) {
    const Object object = asObject(step.value);
    if (!object) return;
    const Array names = asArray(step.argument);
    for (const ValueRef name : names) {
      if (!object.has(name.text())) add(step.place + "/" + name.text(), "is required");
    }
  }

  void checkProperties(const Step& step) {
    const Object object = asObject(step.value);
    if (!object) return;
    const Object properties = asObject(step.argument);
    for (const auto& [name, schema] : properties.members()) {
      if (!object.has(name)) continue;
      const Value member = object.get(name);
      check(asObject(schema), member, step.place + "/" + name);
    }
  }

  void checkAdditional(const Step& step) { checkOthers(step, step.argument); }

  /// Checks the members that `properties` does not name. `rule` is a schema or a boolean.
  void checkOthers(const Step& step, ValueRef rule) {
    const Object object = asObject(step.value);
    if (!object || (rule.isBoolean() && rule.boolean())) return;
    const Object named = asObject(step.schema.get("properties"));
    for (const auto& [name, member] : object.members()) {
      if (named && named.has(name)) continue;
      const std::string place = step.place + "/" + name;
      if (rule.isBoolean()) {
        add(place, "is not a known member");
      } else {
        check(asObject(rule), member, place);
      }
    }
  }

  void checkMinProperties(const Step& step) {
    const Object object = asObject(step.value);
    if (object && size(object.size()) < step.argument.integer())
      add(step.place, "has too few members");
  }

  void checkMaxProperties(const Step& step) {
    const Object object = asObject(step.value);
    if (object && size(object.size()) > step.argument.integer())
      add(step.place, "has too many members");
  }

  void checkReference(const Step& step) {
    const Object target = root_.objectAt(step.argument.text().substr(1));
    if (!target) return add(step.place, "the schema refers to nothing: " + step.argument.text());
    check(target, step.value, step.place);
  }

  void checkAnyOf(const Step& step) {
    const Array schemas = asArray(step.argument);
    const bool fits = std::any_of(schemas.begin(), schemas.end(), [&](ValueRef schema) {
      return schemaFaults(root_, asObject(schema), step.value, extra_).empty();
    });
    if (!fits) add(step.place, "fits none of anyOf");
  }

  static std::int64_t size(std::size_t size) { return static_cast<std::int64_t>(size); }

  void add(const std::string& place, const std::string& message) {
    faults_.push_back(place + ": " + message);
  }

  /// Null for annotations.
  static const std::map<std::string_view, Keyword> kKeywords;

  const Document& root_;
  const Extra extra_;
  std::vector<std::string> faults_;
};

const std::map<std::string_view, Checker::Keyword> Checker::kKeywords = {
    {"$ref", &Checker::checkReference},
    {"additionalProperties", &Checker::checkAdditional},
    {"anyOf", &Checker::checkAnyOf},
    {"enum", &Checker::checkEnum},
    {"items", &Checker::checkItems},
    {"maxItems", &Checker::checkMaxItems},
    {"maxLength", &Checker::checkMaxLength},
    {"maxProperties", &Checker::checkMaxProperties},
    {"minItems", &Checker::checkMinItems},
    {"minLength", &Checker::checkMinLength},
    {"minProperties", &Checker::checkMinProperties},
    {"pattern", &Checker::checkPattern},
    {"properties", &Checker::checkProperties},
    {"required", &Checker::checkRequired},
    {"type", &Checker::checkType},
    {"default", nullptr},
    {"description", nullptr},
    {"examples", nullptr},
    {"format", nullptr},
    {"readOnly", nullptr},
};

}  // namespace

std::vector<std::string> schemaFaults(const Document& root, const Object& schema, ValueRef value,
                                      Extra extra) {
  Checker checker(root, extra);
  checker.check(schema, value, "");
  return std::move(checker).faults();
}

}  // namespace freezer::test
