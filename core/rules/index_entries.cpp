#include "core/rules/index_entries.h"

#include <set>
#include <utility>

#include "core/rules/envelope.h"
#include "core/text.h"

namespace freezer {
namespace {

/// The integer whose decimal text is the text of `value`, if there is one.
std::optional<std::int64_t> integerOf(ValueRef value) {
  if (value.isInteger()) return value.integer();
  if (!value.isText()) return std::nullopt;
  return integerWithText(value.text());
}

IndexEntries::Scalar columnValue(const Column& column, ValueRef value) {
  if (value.isNull() || !value.isScalar()) return std::monostate();
  switch (column.type) {
    case Type::Integer:
      if (const auto number = integerOf(value)) return *number;
      return std::monostate();
    case Type::Boolean: {
      const std::string text = scalarText(value);
      if (text == "true") return std::int64_t{1};
      if (text == "false") return std::int64_t{0};
      return std::monostate();
    }
    case Type::Text:
    case Type::TextList:
    case Type::Object:
    case Type::ObjectList: return scalarText(value);
  }
  return std::monostate();
}

/// Finds values of searchable names outside their standard places.
class StrayFinder {
 public:
  /// Both references must outlive the object.
  StrayFinder(const Resource& resource, const Document& document)
      : resource_(resource), document_(document) {}

  std::set<IndexEntries::Stray> find() && {
    walkObject(document_.object(), "");
    return std::move(strays_);
  }

 private:
  /// The standard place of a searchable name; empty for other names.
  std::string homeOf(const std::string& name) const {
    if (name == resource_.idField) return idPointer(resource_);
    if (name == "project_id" || name == "user_id") return "/" + name;
    const Column* column = findColumn(resource_, name);
    return column == nullptr ? std::string() : std::string(column->pointer);
  }

  void walkObject(const Object& object, const std::string& pointer) {
    object.forEachByName([&](const Member& member) {
      const std::string home = homeOf(member.name);
      if (!member.value.isScalar()) {
        walk(member.value, pointer + "/" + member.name);
      } else if (!home.empty() && home != pointer + "/" + member.name) {
        add(member.name, member.value, home);
      }
    });
  }

  void walk(ValueRef value, const std::string& pointer) {
    if (const Object object = asObject(value)) return walkObject(object, pointer);
    if (const Array array = asArray(value)) {
      for (const ValueRef element : array) walk(element, pointer + "/-");
    }
  }

  void add(const std::string& name, ValueRef value, const std::string& home) {
    if (value.isNull()) return;
    std::string text = scalarText(value);
    const Value own = document_.at(home);
    const bool isKnown = !own.isNull() && own.isScalar() && scalarText(own) == text;
    if (!isKnown) strays_.insert({name, std::move(text)});
  }

  const Resource& resource_;
  const Document& document_;
  std::set<IndexEntries::Stray> strays_;
};

}  // namespace

IndexEntries indexEntries(const Resource& resource, const Document& document) {
  IndexEntries entries;
  for (const Column& column : resource.columns) {
    entries.columns.push_back(columnValue(column, document.at(column.pointer)));
  }
  entries.strays = StrayFinder(resource, document).find();
  return entries;
}

}  // namespace freezer
