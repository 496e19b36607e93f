#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/routes.h"

namespace freezer::server {

/// All routes of one path.
struct Path {
  std::vector<std::string_view> segments;  ///< Of the template.
  std::vector<const Route*> rows;          ///< Never empty; GET first.
  std::string allow;                       ///< The Allow field: every method that is answered.

  const Route& first() const { return *rows.front(); }

  /// The row that answers `method`, or null. HEAD is answered by GET.
  const Route* row(std::string_view method) const;
};

/// Names and decoded values of the variable segments, in their order.
using Variables = std::vector<std::pair<std::string_view, std::string>>;

/// The value of the variable `name`, or null.
const std::string* findVariable(const Variables& variables, std::string_view name);

/// The name within braces, or empty for a literal segment: "{job_id}" -> "job_id".
std::string_view variableName(std::string_view segment);

/// Finds the routes of a path. Segments are compared whole; empty ones do not
/// count, so a trailing or doubled slash makes no difference.
class Router {
 public:
  /// `table` must outlive it.
  explicit Router(const std::vector<Route>& table);

  struct Match {
    const Path* path;
    Variables variables;
  };

  /// `path` is percent-encoded. None when there is nothing at it, which holds
  /// for every path with a segment that no id can have: one that is malformed,
  /// or has a control character or one beyond ASCII.
  std::optional<Match> find(std::string_view path) const;

  std::span<const Path> paths() const { return paths_; }

 private:
  std::vector<Path> paths_;
};

/// The router of routes().
const Router& router();

}  // namespace freezer::server
