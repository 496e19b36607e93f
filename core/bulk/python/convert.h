#pragma once

#include <string>
#include <string_view>

#include "core/bulk/draft.h"
#include "core/bulk/python/tables.h"
#include "core/result.h"
#include "core/store/sql/value.h"

namespace freezer::python {

/// Makes the document of a row from its columns alone. Rows without a project, which v1 stored,
/// belong to `project`. InvalidDocument, with the reason, if a column is damaged, or if there is no
/// project.
Result<bulk::Draft> draftOf(const Table& table, const sql::Values& row, const std::string& project);

/// The text of a value; empty for NULL.
std::string textOf(const sql::Value& value);

/// Why a row cannot be imported.
Error damaged(std::string message);

}  // namespace freezer::python
