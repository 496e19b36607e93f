#include "server/openapi/fields.h"

#include <string>
#include <string_view>

#include "core/rules/validation.h"
#include "server/openapi/json.h"

namespace freezer::server::openapi {
namespace {

bool is(const Field& field, Trait trait) {
  return (field.traits & trait) != 0;
}

bool hasDefault(const Field& field) {
  return !std::holds_alternative<std::monostate>(field.fallback);
}

bool isNullable(const Field& field, Use use) {
  switch (use) {
    case Use::Body: return is(field, kNullable);
    case Use::Patch: return !is(field, kRequired);
    case Use::Reply: return is(field, kNullable) && !hasDefault(field);
  }
  return false;
}

std::string_view typeName(Type type) {
  switch (type) {
    case Type::Text: return "string";
    case Type::Integer: return "integer";
    case Type::Boolean: return "boolean";
    case Type::TextList:
    case Type::ObjectList: return "array";
    case Type::Object: return "object";
  }
  return "";
}

Value typeOf(const Field& field, Use use) {
  const std::string_view name = typeName(field.type);
  if (!isNullable(field, use)) return name;
  return arrayOf(std::initializer_list<std::string_view>{name, "null"});
}

Value valueOf(const Default& fallback) {
  if (const auto* text = std::get_if<std::string_view>(&fallback)) return *text;
  if (const auto* number = std::get_if<std::int64_t>(&fallback)) return *number;
  return Object::make();
}

/// The member `name` of a schema, added if it is missing.
template <typename Container>
Container memberOf(Object& schema, const std::string& name, Container (*as)(ValueRef)) {
  if (!schema.has(name)) schema.set(name, Container::make());
  return as(schema.get(name));
}

void describePattern(Object& schema, const Pattern& pattern) {
  schema.set("pattern", pattern.regex);
  schema.set("maxLength", pattern.maxLength);
}

void describeMembers(Object& schema, std::span<const Field> fields, bool closed, Use use) {
  for (const Field& field : fields) {
    const bool isThere = is(field, kRequired) || (use == Use::Reply && hasDefault(field));
    addProperty(schema, field.name, fieldSchema(field, use), isThere && use != Use::Patch);
  }
  if (closed && use != Use::Reply) schema.set("additionalProperties", false);
}

void limitText(Object& schema, const Field& field, Use use) {
  if (!field.oneOf.empty()) {
    Array values = arrayOf(field.oneOf);
    if (isNullable(field, use)) values.add(Value());
    schema.set("enum", values);
  } else if (field.pattern != nullptr) {
    describePattern(schema, *field.pattern);
  } else if (is(field, kNonEmpty)) {
    schema.set("minLength", 1);
  }
}

void describeItems(Object& schema, const Field& field, Use use) {
  // A patch replaces lists, so their entries are complete.
  const Use ofItems = use == Use::Patch ? Use::Body : use;
  schema.set("items", field.type == Type::TextList
                          ? objectOf({{"type", "string"}})
                          : objectSchema(field.members, is(field, kClosed), ofItems));
  if (use != Use::Reply) schema.set("maxItems", kMaxItems);
}

void describeValue(Object& schema, const Field& field, Use use) {
  schema.set("type", typeOf(field, use));
  switch (field.type) {
    case Type::Text: return limitText(schema, field, use);
    case Type::Integer: return schema.set("format", "int64");
    case Type::Boolean: return;
    case Type::TextList:
    case Type::ObjectList: return describeItems(schema, field, use);
    case Type::Object: return describeMembers(schema, field.members, is(field, kClosed), use);
  }
}

/// Schemas never demand of a value what the service does not.
void describeUnchecked(Object& schema, const Field& field) {
  schema.set("description", std::string(field.help) + " Usually " +
                                (field.type == Type::Integer ? "an " : "a ") +
                                std::string(typeName(field.type)) + "; not checked.");
  if (!field.oneOf.empty()) schema.set("examples", arrayOf(field.oneOf));
}

}  // namespace

Object patternSchema(const Pattern& pattern) {
  Object schema = objectOf({{"type", "string"}});
  describePattern(schema, pattern);
  return schema;
}

void addProperty(Object& schema, std::string_view name, const Object& property, bool required) {
  memberOf<Object>(schema, "properties", asObject).set(std::string(name), property);
  if (required) memberOf<Array>(schema, "required", asArray).add(name);
}

Object fieldSchema(const Field& field, Use use) {
  Object schema = objectOf({{"description", field.help}});
  if (is(field, kReadOnly)) schema.set("readOnly", true);
  if (is(field, kUnchecked)) {
    describeUnchecked(schema, field);
  } else if (use == Use::Reply || !is(field, kReadOnly)) {
    describeValue(schema, field, use);
  }
  if (use == Use::Body && hasDefault(field)) schema.set("default", valueOf(field.fallback));
  return schema;
}

Object objectSchema(std::span<const Field> fields, bool closed, Use use) {
  Object schema = objectOf({{"type", "object"}});
  describeMembers(schema, fields, closed, use);
  return schema;
}

}  // namespace freezer::server::openapi
