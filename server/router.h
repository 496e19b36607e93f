#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/routes.h"

namespace freezer::server {

/// The routes of one path.
struct Path {
  std::vector<std::string_view> segments;  ///< Of the template.
  std::vector<const Route*> rows;          ///< Never empty; GET first.
  std::string allow;                       ///< The value of the field Allow.

  const Route& first() const { return *rows.front(); }

  /// The route for `method`, or null. The route of GET also answers HEAD.
  const Route* row(std::string_view method) const;
};

/// Names and decoded values of the variable segments, in the order of the path.
using Variables = std::vector<std::pair<std::string_view, std::string>>;

/// The value of the variable `name`, or null.
const std::string* findVariable(const Variables& variables, std::string_view name);

/// The name in braces: "job_id" for "{job_id}". Empty for a literal segment.
std::string_view variableName(std::string_view segment);

/// Finds the routes of a path. Whole segments are compared. Empty segments are ignored, so
/// a trailing or doubled slash makes no difference.
class Router {
 public:
  /// `table` must outlive the router.
  explicit Router(const std::vector<Route>& table);

  struct Match {
    const Path* path;
    Variables variables;
  };

  /// `path` is percent-encoded. Returns none if no route has this path. A segment that no
  /// id can equal is never found: one with malformed percent-encoding, a control character
  /// or a character beyond ASCII.
  std::optional<Match> find(std::string_view path) const;

  std::span<const Path> paths() const { return paths_; }

 private:
  std::vector<Path> paths_;
};

/// The router of routes().
const Router& router();

}  // namespace freezer::server
