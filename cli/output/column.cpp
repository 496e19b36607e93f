#include "cli/output/column.h"

#include <Poco/String.h>

#include <algorithm>

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

Error unknownColumn(const ColumnSet& columns, const std::string& name) {
  std::vector<std::string> names;
  std::string list;
  for (const OutputColumn& column : columns.usual) {
    names.push_back(column.name);
    list.append(list.empty() ? "" : ", ").append(column.name);
  }
  const std::string likely = nearest(name, names);
  return {ErrorCode::InvalidRequest,
          "unknown column '" + name + "'" +
              (likely.empty() ? "" : " (did you mean '" + likely + "'?)") + "; known are " + list};
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
                   "--column must have a name on each side of a dot, not '" + name + "'"};
    } else if (columns.envelope) {
      const std::string pointer = pointerTo(name);
      const std::string& envelope = *columns.envelope;
      chosen.push_back({.name = name,
                        .title = Poco::toUpper(name),
                        .pointer = pointer,
                        .read = readerOf(columns.readers, name),
                        .otherwise = envelope.empty() ? "" : "/" + envelope + pointer});
    } else {
      return unknownColumn(columns, name);
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
