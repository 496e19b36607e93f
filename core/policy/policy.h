#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "core/caller.h"
#include "core/policy/expression.h"
#include "core/result.h"

namespace freezer {

/// The policy (freezer-api-rest(7), "Policy"): the default rules and the rules of a policy file.
/// Immutable, therefore safe to use from several threads at once.
class Policy {
 public:
  struct Rule {
    std::string text;        ///< The expression as written.
    std::string help;        ///< Description; empty for rules that only a file defines.
    bool isDefault = false;  ///< False if a policy file overrides it.
    Expression expression;
  };
  using Rules = std::map<std::string, Rule, std::less<>>;

  /// The defaults.
  Policy();

  /// The defaults, overridden by the rules of a YAML file (a map of names to expressions).
  /// InvalidRequest, with file and line, for an invalid file, an unknown operation, a cyclic
  /// reference or a reference to an unknown rule.
  static Result<Policy> read(const std::string& file);

  const Rules& rules() const { return rules_; }

  /// The roles that the rules name. No other role makes a difference.
  std::set<std::string> roles() const;

  /// Whether `rule` allows a caller with `credentials` to act in the project `project_id`. The
  /// project of the credentials may differ from it. False for an unknown rule.
  bool allows(std::string_view rule, const Credentials& credentials,
              std::string_view project_id) const;

  /// Forbidden if allows() is false.
  Result<void> require(std::string_view rule, const Credentials& credentials,
                       std::string_view project_id) const;

 private:
  Result<void> replace(const std::string& name, const std::string& text);
  Result<void> checkReferences() const;

  Rules rules_;
};

}  // namespace freezer
