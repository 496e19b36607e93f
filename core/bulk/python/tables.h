#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/bulk/python/schema.h"
#include "core/resource.h"

namespace freezer::python {

/// The type of a column in our documents.
enum class As {
  Text,
  Integer,
  Boolean,
  Object,  ///< JSON text of an object; null, "" and [] mean an empty one.
  List,    ///< JSON text of a list.
};

/// What NULL in a column means.
enum class IfNull {
  Absent,   ///< The document has no such member.
  Removed,  ///< The same, even if an earlier column has set it.
};

/// A column whose value is a member of our document.
struct Column {
  std::string_view name;
  std::string_view pointer;  ///< In the stored document.
  As as = As::Text;
  IfNull ifNull = IfNull::Absent;
  std::string_view formerName = {};  ///< In older schemas; empty: none.
};

/// A table of the Python service. Its name is Resource::plural, its primary key is `id`.
struct Table {
  Kind kind;
  std::span<const Column> columns;  ///< Beside those of Place.
  std::string_view sidecar = {};    ///< The column of Record::sidecar; empty: none.
};

/// The places of the values in a row that selectedColumns() describes.
enum Place : int { kId, kProjectId, kUserId, kCreatedAt, kUpdatedAt, kSidecar, kFirstColumn };

/// All tables. A document comes after the documents that it refers to.
std::span<const Table> tables();

const Table& tableOf(Kind kind);

/// The columns to select, after "SELECT ", each with `prefix` before its name. A column that the
/// schema does not have is NULL.
std::string selectedColumns(const Table& table, const Schema& schema, std::string_view prefix = "");

}  // namespace freezer::python
