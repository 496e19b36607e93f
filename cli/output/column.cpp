#include "cli/output/column.h"

#include <Poco/String.h>

#include <algorithm>

#include "cli/input/document_keys.h"
#include "cli/parser/suggest.h"

namespace freezer::cli {
namespace {

/// "job_schedule.status" as "/job_schedule/status".
std::string pointerTo(const std::string& path) {
  std::string pointer;
  for (std::size_t from = 0, dot = 0; dot != std::string::npos; from = dot + 1) {
    dot = path.find('.', from);
    pointer.append("/").append(escapePointer(path.substr(from, dot - from)));
  }
  return pointer;
}

const OutputColumn* findColumn(const std::vector<OutputColumn>& columns, const std::string& name) {
  const auto found = std::ranges::find_if(columns, [&](const OutputColumn& column) {
    return Poco::icompare(column.name, name) == 0 || Poco::icompare(column.title, name) == 0;
  });
  return found == columns.end() ? nullptr : &*found;
}

/// The columns, and the keys with the same beginning as `name`.
std::vector<std::string> similarNames(const ColumnSet& columns, const std::string& name) {
  std::vector<std::string> names;
  for (const auto* set : {&columns.usual, &columns.others})
    for (const OutputColumn& column : *set) names.push_back(column.name);
  if (columns.resource == nullptr) return names;
  for (const auto& [path, field] : keysBeside(*columns.resource, name))
    names.push_back(path.substr(0, path.rfind(field->name) + field->name.size()));
  return names;
}

/// " (did you mean 'status'?)". Names with the same path before the last dot are compared by what
/// follows it.
std::string likelyName(const ColumnSet& columns, const std::string& name) {
  const std::string parent = name.substr(0, name.rfind('.') + 1);
  const std::vector<std::string> names = similarNames(columns, name);
  std::vector<std::string> beside;
  for (const std::string& each : names)
    if (each.starts_with(parent)) beside.push_back(each.substr(parent.size()));
  if (beside.empty()) return didYouMean(name, names);
  const std::string likely = nearest(name.substr(parent.size()), beside);
  return likely.empty() ? "" : didYouMean(name, {parent + likely});
}

Error unknownColumn(const ColumnSet& columns, const std::string& name) {
  std::string known;
  for (const OutputColumn& column : columns.usual)
    known.append(known.empty() ? "" : ", ").append(column.name);
  if (columns.resource != nullptr)
    known += ", and the paths of the keys of " + std::string(columns.resource->plural);
  return {ErrorCode::InvalidRequest,
          "unknown column '" + name + "'" + likelyName(columns, name) + "; known are " + known};
}

Presence presenceIn(const ColumnSet& columns, const std::string& path) {
  if (!columns.envelope) return Presence::Impossible;
  return columns.resource == nullptr ? Presence::Possible : presenceOf(*columns.resource, path);
}

/// The column of a path that items may have.
OutputColumn columnAt(const ColumnSet& columns, const std::string& path, Presence presence) {
  const std::string pointer = pointerTo(path);
  const std::string& envelope = *columns.envelope;
  OutputColumn column{.name = path,
                      .title = Poco::toUpper(path),
                      .pointer = pointer,
                      .read = readerOf(columns.readers, path),
                      .otherwise = envelope.empty() ? "" : "/" + envelope + pointer};
  if (presence == Presence::Possible)
    column.ifAbsent = "nothing printed has the key '" + path + "'" + likelyName(columns, path);
  return column;
}

/// Adds a column for each value below `value`, whose path and pointer are these.
void addLeaves(std::vector<OutputColumn>& columns, const Readers& readers, const std::string& path,
               const std::string& pointer, ValueRef value) {
  const auto below = [&](const std::string& name, ValueRef member) {
    addLeaves(columns, readers, path.empty() ? name : path + "." + name,
              pointer + "/" + escapePointer(name), member);
  };
  if (const Object object = asObject(value); object && object.size() > 0) {
    for (const Member& member : object.members()) below(member.name, member.value);
  } else if (const Array array = asArray(value); array && array.size() > 0) {
    for (unsigned i = 0; i < array.size(); ++i) below(std::to_string(i), array[i]);
  } else {
    columns.push_back({path, path, pointer, readerOf(readers, path)});
  }
}

}  // namespace

Reader readerOf(const Readers& readers, const std::string& path) {
  const auto found = readers.find(std::string_view(path).substr(path.rfind('.') + 1));
  return found == readers.end() ? plainCell : found->second;
}

bool hasEmptyName(const std::string& path) {
  return path.empty() || path.starts_with('.') || path.ends_with('.') ||
         path.find("..") != std::string::npos;
}

Value OutputColumn::of(const Item& item) const {
  if (derive != nullptr) return derive(item);
  const bool isThere = otherwise.empty() || item.document.has(pointer);
  return item.document.at(isThere ? pointer : otherwise);
}

bool OutputColumn::isIn(const Item& item) const {
  return derive != nullptr || item.document.has(pointer) ||
         (!otherwise.empty() && item.document.has(otherwise));
}

Result<std::vector<OutputColumn>> chooseColumns(const ColumnSet& columns,
                                                const std::vector<std::string>& names) {
  std::vector<OutputColumn> chosen;
  for (const std::string& name : names) {
    const OutputColumn* known = findColumn(columns.usual, name);
    if (known == nullptr) known = findColumn(columns.others, name);
    if (known != nullptr) {
      chosen.push_back(*known);
    } else if (hasEmptyName(name)) {
      return Error{ErrorCode::InvalidRequest,
                   "a column must have a name on each side of a dot, not '" + name + "'"};
    } else {
      const Presence presence = presenceIn(columns, name);
      if (presence == Presence::Impossible) return unknownColumn(columns, name);
      chosen.push_back(columnAt(columns, name, presence));
    }
  }
  return chosen;
}

std::vector<OutputColumn> columnsOfLeaves(const Document& document, const Readers& readers) {
  std::vector<OutputColumn> columns;
  if (document.object().size() > 0) addLeaves(columns, readers, "", "", Value(document.object()));
  return columns;
}

}  // namespace freezer::cli
