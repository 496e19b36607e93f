#include "cli/generate/man_fields.h"

#include <cstdlib>
#include <map>

#include "cli/generate/scdoc.h"

namespace freezer::cli {
namespace {

std::string typeName(Type type) {
  switch (type) {
    case Type::Text: return "text";
    case Type::Integer: return "integer";
    case Type::Boolean: return "true or false";
    case Type::TextList: return "list of texts";
    case Type::Object: return "object";
    case Type::ObjectList: return "list of objects";
  }
  std::abort();
}

bool has(const Field& field, Trait trait) {
  return (field.traits & trait) != 0;
}

/// "*container* (text, required)".
std::string heading(const Field& field) {
  std::string text = typeName(field.type);
  if (has(field, kRequired)) text += ", required";
  if (has(field, kNonEmpty)) text += ", not empty";
  if (has(field, kNullable)) text += ", or null";
  if (has(field, kReadOnly)) text += ", set by the service";
  return bold(field.name) + " (" + text + ")";
}

std::string values(const Field& field) {
  std::string text;
  for (const std::string_view value : field.oneOf)
    text.append(text.empty() ? "" : ", ").append(value.empty() ? "\"\"" : value);
  return text;
}

/// " The default is 0."; empty where there is none.
std::string defaultOf(const Field& field) {
  const auto sentence = [](const std::string& value) { return " The default is " + value + "."; };
  if (const auto* text = std::get_if<std::string_view>(&field.fallback)) {
    return sentence(text->empty() ? "\"\"" : std::string(*text));
  }
  if (const auto* number = std::get_if<std::int64_t>(&field.fallback)) {
    return sentence(std::to_string(*number));
  }
  return std::holds_alternative<EmptyObject>(field.fallback) ? sentence("an empty object") : "";
}

std::string explanation(const Field& field) {
  std::string text = std::string(field.help) + defaultOf(field);
  if (!field.oneOf.empty())
    text += (has(field, kUnchecked) ? " Such as: " : " One of: ") + values(field) + ".";
  if (field.pattern != nullptr)
    text.append(" It must be ").append(field.pattern->meaning).append(".");
  if (has(field, kClosed)) text += " It may have these members and no others:";
  return text;
}

class FieldList {
 public:
  void add(std::span<const Field> fields, std::size_t depth) {
    for (const Field& field : fields) {
      const auto [known, isNew] = owners_.try_emplace(field.members.data(), field.name);
      const bool isRepeated = !field.members.empty() && !isNew;
      std::string text = explanation(field);
      if (isRepeated) text.append(" It may have the members of ").append(known->second).append(".");
      text_ += entry(heading(field), text, depth);
      if (!isRepeated) add(field.members, depth + 1);
    }
  }

  std::string take() { return std::move(text_); }

 private:
  std::string text_;
  std::map<const Field*, std::string_view> owners_;  ///< Of the members listed so far.
};

}  // namespace

std::string fieldList(const Resource& resource) {
  FieldList list;
  list.add(resource.fields, 0);
  return list.take();
}

std::string indexedFields() {
  std::string text;
  for (const Resource& resource : resources()) {
    std::string names;
    for (const Column& column : resource.columns)
      names.append(names.empty() ? "" : ", ").append(column.name);
    text += entry(bold(resource.plural), names);
  }
  return text;
}

}  // namespace freezer::cli
