#include "core/validation.h"

// Without it a schema that is wrong ends the process.
#define VALIJSON_USE_EXCEPTIONS 1

#include <algorithm>
#include <climits>
#include <iterator>
#include <locale>
#include <map>
#include <optional>
#include <regex>
#include <span>
#include <string>
#include <utility>
#include <valijson/adapters/poco_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

namespace freezer {
namespace {

using Adapter = valijson::adapters::PocoJsonAdapter;
using Poco::JSON::Array;

/// The most items of a list that is checked. Each could be a fault of its own,
/// and each entry of job_actions is a stored document.
constexpr std::size_t kMaxItems = 1000;

bool is(const Field& field, Trait trait) {
  return (field.traits & trait) != 0;
}

bool isChecked(const Field& field) {
  return !is(field, kReadOnly) && !is(field, kUnchecked);
}

bool isList(const Field& field) {
  return field.type == Type::TextList || field.type == Type::ObjectList;
}

// --- From the field table to a schema ------------------------------------------------

ObjectPtr fieldSchema(const Field& field);

/// A schema of one rule.
ObjectPtr rule(std::string_view key, const Value& value) {
  ObjectPtr schema = newObject();
  schema->set(std::string(key), value);
  return schema;
}

ObjectPtr objectSchema(std::span<const Field> fields, bool closed) {
  ObjectPtr schema = rule("type", "object");
  ObjectPtr properties = newObject();
  auto required = Poco::makeShared<Array>();
  for (const Field& field : fields) {
    const std::string name(field.name);
    properties->set(name, isChecked(field) ? fieldSchema(field) : newObject());
    if (is(field, kRequired)) required->add(name);
  }
  schema->set("properties", properties);
  if (required->size() > 0) schema->set("required", required);
  // Means false; but of false valijson reports the first unknown member alone.
  if (closed) schema->set("additionalProperties", rule("not", newObject()));
  return schema;
}

std::string typeName(Type type) {
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

Value typeOf(const Field& field) {
  if (!is(field, kNullable)) return typeName(field.type);
  auto types = Poco::makeShared<Array>();
  types->add(typeName(field.type));
  types->add("null");
  return types;
}

Value allowedValues(const Field& field) {
  auto values = Poco::makeShared<Array>();
  for (const std::string_view value : field.oneOf) values->add(std::string(value));
  if (is(field, kNullable)) values->add(Value());
  return values;
}

ObjectPtr fieldSchema(const Field& field) {
  if (!field.oneOf.empty()) return rule("enum", allowedValues(field));
  ObjectPtr schema =
      field.type == Type::Object ? objectSchema(field.members, is(field, kClosed)) : newObject();
  schema->set("type", typeOf(field));
  if (field.type == Type::TextList) schema->set("items", rule("type", "string"));
  if (field.type == Type::ObjectList)
    schema->set("items", objectSchema(field.members, is(field, kClosed)));
  if (is(field, kNonEmpty)) schema->set("minLength", 1);
  if (field.pattern != nullptr) {
    // An allOf stops at its first failure: the expression never sees a string
    // that is too long, which would overflow the stack in std::regex.
    auto inOrder = Poco::makeShared<Array>();
    inOrder->add(rule("maxLength", static_cast<Poco::Int64>(field.pattern->maxLength)));
    inOrder->add(rule("pattern", std::string(field.pattern->regex)));
    schema->set("allOf", inOrder);
  }
  return schema;
}

/// Must have been called before the first std::regex is made. libstdc++ remembers
/// characters that an expression was compiled from in a table of the locale, which
/// all threads share, without a lock (GCC bug 77704). From here on it has them all.
void fillCharacterTable() {
  static const bool kFilled = [] {
    const auto& characters = std::use_facet<std::ctype<char>>(std::locale());
    for (int c = 0; c <= UCHAR_MAX; ++c) characters.narrow(static_cast<char>(c), '\0');
    return true;
  }();
  static_cast<void>(kFilled);
}

/// The compiled schema; reading it is safe from several threads.
const valijson::Schema& compiledSchema(const Resource& resource) {
  static const std::map<Kind, valijson::Schema> kSchemas = [] {
    fillCharacterTable();
    std::map<Kind, valijson::Schema> schemas;
    valijson::SchemaParser parser(valijson::SchemaParser::kDraft4);
    for (const Resource& each : resources())
      parser.populateSchema(Adapter(Value(objectSchema(each.fields, each.closed))),
                            schemas[each.kind]);
    return schemas;
  }();
  return kSchemas.at(resource.kind);
}

// --- From valijson's errors to faults ----------------------------------------------

/// What the field table says of a place in a document.
struct Place {
  std::span<const Field> members;  ///< Of the object there.
  const Field* field = nullptr;    ///< Null at the top.
  bool isItem = false;             ///< An item of the field, which is a list.

  Place step(std::string_view token) const {
    if (field != nullptr && isList(*field) && !isItem) return {field->members, field, true};
    const auto found = std::ranges::find(members, token, &Field::name);
    if (found == members.end()) return {};
    return {found->members, &*found, false};
  }
};

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

std::string requirement(const Place& place) {
  if (place.field == nullptr) return "must be an object";
  const Field& field = *place.field;
  if (place.isItem)
    return "must be " + typeMeaning(field.type == Type::TextList ? Type::Text : Type::Object);
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
  std::string message = "is not known here; known are";
  std::string_view separator = ": ";
  for (const Field& field : members) {
    if (is(field, kReadOnly)) continue;
    message.append(separator).append(field.name);
    separator = ", ";
  }
  return message;
}

std::string join(const std::string& pointer, std::string_view token) {
  return pointer + "/" + escapePointer(excerpt(token));
}

/// The name in "Missing required property 'name'."
std::optional<std::string> missingMember(std::string_view description) {
  constexpr std::string_view kStart = "Missing required property '";
  constexpr std::string_view kEnd = "'.";
  if (!description.starts_with(kStart) || !description.ends_with(kEnd)) return std::nullopt;
  description.remove_prefix(kStart.size());
  description.remove_suffix(kEnd.size());
  return std::string(description);
}

/// Collects valijson's errors, and gives them back in the order of the document.
class Report {
 public:
  explicit Report(const Resource& resource) : resource_(resource) {}

  void add(const valijson::ValidationResults::Error& error) {
    // Each fault comes again from every value that contains it.
    if (error.description.starts_with("Failed to validate ")) return;
    Place parent;
    Place place{resource_.fields};
    std::string pointer;
    for (const std::string& step : std::span(error.context).subspan(1)) {
      const std::string token = step.substr(1, step.size() - 2);  // "[token]"
      parent = std::exchange(place, place.step(token));
      pointer = join(pointer, token);
    }
    if (const auto missing = missingMember(error.description)) {
      addOnce(pointer, {join(pointer, *missing), "is required"});
    } else if (place.field == nullptr && !pointer.empty()) {
      addOnce(pointer, {pointer, unknownMember(parent.members)});
    } else {
      addOnce(pointer, {pointer, requirement(place)});
    }
  }

  std::vector<Fault> inOrderOf(const Document& document, std::string_view prefix) && {
    walk(document.object(), "");
    for (Fault& fault : ordered_) fault.pointer.insert(0, prefix);
    return std::move(ordered_);
  }

 private:
  void addOnce(const std::string& pointer, Fault fault) {
    std::vector<Fault>& faults = faultsAt_[pointer];
    if (std::ranges::find(faults, fault.pointer, &Fault::pointer) == faults.end())
      faults.push_back(std::move(fault));
  }

  void walk(const Value& value, const std::string& pointer) {
    if (const auto found = faultsAt_.extract(pointer))
      std::ranges::move(found.mapped(), std::back_inserter(ordered_));
    if (const ObjectPtr object = asObject(value)) {
      for (const std::string& name : object->getNames())
        walk(object->get(name), join(pointer, name));
    } else if (const ArrayPtr array = asArray(value)) {
      std::size_t index = 0;
      for (const Value& item : *array) walk(item, join(pointer, std::to_string(index++)));
    }
  }

  const Resource& resource_;
  std::map<std::string, std::vector<Fault>> faultsAt_;  ///< By a value's pointer.
  std::vector<Fault> ordered_;
};

/// Lists too long to be checked.
std::vector<Fault> longLists(const Resource& resource, const Document& body,
                             std::string_view prefix) {
  std::vector<Fault> faults;
  for (const Field& field : resource.fields) {
    const ArrayPtr list = asArray(body.object()->get(std::string(field.name)));
    if (isChecked(field) && isList(field) && list && list->size() > kMaxItems)
      faults.push_back({std::string(prefix) + "/" + std::string(field.name),
                        "must not have more than " + std::to_string(kMaxItems) + " items"});
  }
  return faults;
}

bool isIdCharacter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-';
}

}  // namespace

std::vector<Fault> validate(const Resource& resource, const Document& body,
                            std::string_view prefix) {
  if (std::vector<Fault> faults = longLists(resource, body, prefix); !faults.empty()) return faults;
  // Keeps the compiled expressions, which cost more than all the rest; not to be
  // shared between threads.
  thread_local valijson::Validator validator;
  valijson::ValidationResults results;
  if (validator.validate(compiledSchema(resource), Adapter(Value(body.object())), &results))
    return {};
  Report report(resource);
  for (const valijson::ValidationResults::Error& error : results) report.add(error);
  return std::move(report).inOrderOf(body, prefix);
}

Error invalidDocument(std::vector<Fault> faults) {
  const Fault& first = faults.front();
  std::string message =
      (first.pointer.empty() ? "The document" : first.pointer) + " " + first.message;
  if (faults.size() > 1) message += " (and " + std::to_string(faults.size() - 1) + " more)";
  return {ErrorCode::InvalidDocument, std::move(message), std::move(faults)};
}

bool isValidId(const Resource& resource, std::string_view id) {
  constexpr std::size_t kLongest = 255;
  if (id.empty() || id.size() > kLongest) return false;
  if (resource.kind != Kind::Client) return std::ranges::all_of(id, isIdCharacter);
  static const std::regex kClientId = [&resource] {
    fillCharacterTable();
    const auto field = std::ranges::find(resource.fields, resource.idField, &Field::name);
    return std::regex(std::string(field->pattern->regex));
  }();
  return std::regex_match(id.begin(), id.end(), kClientId);
}

}  // namespace freezer
