#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "core/caller.h"
#include "core/policy/expression.h"
#include "core/result.h"

namespace freezer {

/// The policy (freezer-api-rest(7), "Policy"): the default rules, some of them replaced by a
/// file. Constant, and so safe to use from several threads at once.
class Policy {
 public:
  struct Rule {
    std::string text;        ///< The expression as it was written.
    std::string help;        ///< What it allows; empty for a rule that only a file defines.
    bool isDefault = false;  ///< Whether no file has replaced it.
    Expression expression;
  };
  using Rules = std::map<std::string, Rule, std::less<>>;

  /// The defaults.
  Policy();

  /// The defaults with those of a YAML file (a map of names to expressions) in
  /// their places. InvalidRequest, naming file and line, where it is not that,
  /// names an operation that there is not, or has rules that refer to themselves
  /// or to none.
  static Result<Policy> read(const std::string& file);

  const Rules& rules() const { return rules_; }

  /// Whether a caller with `credentials` (their own project, whatever the path
  /// says) may do what `rule` is about in the project `project_id`. No for a rule
  /// that there is not.
  bool allows(std::string_view rule, const Credentials& credentials,
              std::string_view project_id) const;

  /// Forbidden where allows() says no.
  Result<void> require(std::string_view rule, const Credentials& credentials,
                       std::string_view project_id) const;

 private:
  Result<void> replace(const std::string& name, const std::string& text);
  Result<void> checkReferences() const;

  Rules rules_;
};

}  // namespace freezer
