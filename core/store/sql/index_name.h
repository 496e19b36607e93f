#pragma once

#include <string>
#include <string_view>

#include "core/caller.h"

namespace freezer::sql {

/// The column that decides whether a document is in a scope, which is not Everyone.
inline std::string_view ownerColumn(Scope::By by) {
  return by == Scope::By::Project ? "project_id" : "user_id";
}

/// The name of the index of `table` that leads with the scope, which is not Everyone, followed by
/// `column`; empty: by the creation order. All engines name their indexes like this.
inline std::string indexName(std::string_view table, Scope::By by, std::string_view column) {
  std::string name(table);
  name += by == Scope::By::Project ? "_project" : "_user";
  if (!column.empty()) name.append("_").append(column);
  return name;
}

}  // namespace freezer::sql
