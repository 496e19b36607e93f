#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "cli/output/absent_columns.h"
#include "cli/output/column.h"
#include "cli/output/printer.h"
#include "core/resource.h"
#include "core/result.h"

namespace freezer::cli {

/// Counts documents by the values of some of their columns. Its memory is bounded: too many
/// different values are an error.
class ValueCounts {
 public:
  /// Counts by columns of `resource` or dotted paths, separated by commas. InvalidRequest for an
  /// unknown one.
  static Result<ValueCounts> by(const Resource& resource, const std::string& fields);

  /// InvalidRequest if there are too many different values.
  Result<void> add(const Item& item);

  /// Prints the values and their counts, the largest count first. Warns of columns that no document
  /// had.
  Result<void> print(const Output& output) const;

 private:
  using Values = std::vector<std::string>;  ///< As JSON.

  explicit ValueCounts(std::vector<OutputColumn> columns)
      : columns_(std::move(columns)), absent_(columns_) {}

  std::vector<OutputColumn> columns_;
  AbsentColumns absent_;
  std::map<Values, std::int64_t> counts_;
  std::size_t bytes_ = 0;  ///< Of all values.
};

}  // namespace freezer::cli
