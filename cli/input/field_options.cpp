#include "cli/input/field_options.h"

#include <algorithm>
#include <cstdlib>

#include "cli/commands/commands.h"
#include "cli/input/json_value.h"
#include "core/search/search.h"
#include "core/text.h"

namespace freezer::cli {
namespace {

std::string optionName(const Field& field) {
  std::string name = "--" + std::string(field.name);
  std::ranges::replace(name, '_', '-');
  return name;
}

Error mustBe(const FieldOption& option, const std::string& what, const std::string& value) {
  return {ErrorCode::InvalidRequest, option.name + " must be " + what + ", not '" + value + "'"};
}

Result<Value> integerValue(const FieldOption& option, const std::string& text) {
  const std::optional<std::int64_t> number = parseInteger(text);
  if (!number) return mustBe(option, "a whole number", text);
  return Value(*number);
}

void addSplit(Array& list, const std::string& text) {
  for (std::size_t from = 0, comma = 0; comma != std::string::npos; from = comma + 1) {
    comma = text.find(',', from);
    if (const std::string entry = text.substr(from, comma - from); !entry.empty()) list.add(entry);
  }
}

/// Adds a JSON list, or a JSON string.
Result<void> addJson(Array& list, const FieldOption& option, const std::string& text) {
  const Result<Value> value = readJson(text);
  if (!value)
    return Error{ErrorCode::InvalidRequest,
                 option.name + " " + text + ": " + value.error().message};
  if (value.value().isText()) {
    list.add(value.value());
  } else if (const Array entries = asArray(value.value())) {
    for (const ValueRef entry : entries) list.add(Value(entry));
  } else {
    return mustBe(option, "a list", text);
  }
  return {};
}

/// The entries of all values, each of which is a list with commas or JSON.
Result<Value> listValue(const FieldOption& option, const std::vector<std::string>& values) {
  Array list = Array::make();
  for (const std::string& value : values) {
    if (!beginsLikeJson(value)) {
      addSplit(list, value);
    } else if (const auto added = addJson(list, option, value); !added) {
      return added.error();
    }
  }
  return Value(list);
}

Result<Value> valueOf(const FieldOption& option, const std::vector<std::string>& values) {
  if (option.field->type == Type::TextList) return listValue(option, values);
  if (values.size() > 1)
    return Error{ErrorCode::InvalidRequest, option.name + " may be given only once"};
  const std::string& text = values.front();
  switch (option.field->type) {
    case Type::Text: return Value(text);
    case Type::Integer: return integerValue(option, text);
    case Type::Boolean: {
      const Result<bool> value = parseBoolean(option.name, text);
      if (!value) return mustBe(option, "true or false", text);
      return Value(value.value());
    }
    case Type::TextList:
    case Type::Object:
    case Type::ObjectList: break;
  }
  std::abort();
}

}  // namespace

bool takesOneValue(const Field& field) {
  return field.type != Type::Object && field.type != Type::ObjectList;
}

std::string valueName(const Resource& resource, const Field& field) {
  for (const Resource& other : resources())
    if (other.idField == field.name && other.kind != resource.kind) return idName(other);
  switch (field.type) {
    case Type::Text: return "TEXT";
    case Type::Integer: return "N";
    case Type::Boolean: return "true|false";
    case Type::TextList: return "A,B";
    case Type::Object:
    case Type::ObjectList: break;
  }
  std::abort();
}

std::vector<FieldOption> fieldOptions(const Resource& resource, Target target) {
  const auto pointerOf = [&](const Field& field) {
    return target == Target::Body ? "/" + std::string(field.name) : storedPointer(resource, field);
  };
  std::vector<FieldOption> options;
  for (const Field& field : resource.fields) {
    if ((field.traits & kReadOnly) == 0 && takesOneValue(field))
      options.push_back({optionName(field), pointerOf(field), valueName(resource, field), &field});
  }
  for (const Field& field : resource.fields) {
    if (field.type != Type::Object || (field.traits & (kReadOnly | kNullable)) != 0) continue;
    for (const Field& member : field.members) {
      const bool taken =
          std::ranges::find(resource.fields, member.name, &Field::name) != resource.fields.end();
      if (taken || !takesOneValue(member)) continue;
      options.push_back({optionName(member), pointerOf(field) + "/" + std::string(member.name),
                         valueName(resource, member), &member});
    }
  }
  return options;
}

OptionText optionText(const FieldOption& option) {
  const Field& field = *option.field;
  OptionText text{option.name, std::string(field.help), option.valueName};
  if (field.type == Type::TextList)
    text.help.append(" Separated by commas, or a JSON list; can be repeated.");
  // Not checked here: the rules of the kind report all faults of a document at once.
  text.suggestions.assign(field.oneOf.begin(), field.oneOf.end());
  return text;
}

Result<void> apply(const FieldOption& option, const std::vector<std::string>& values,
                   Document& document) {
  const Result<Value> value = valueOf(option, values);
  if (!value) return value.error();
  document.set(option.pointer, value.value());
  return {};
}

}  // namespace freezer::cli
