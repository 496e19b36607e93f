#pragma once

#include <span>
#include <string_view>

namespace freezer {

/// A default policy rule, which a policy file can override.
struct DefaultRule {
  std::string_view name;        ///< "jobs:create"; without a colon: only for use in other rules.
  std::string_view expression;  ///< See core/policy/expression.h.
  std::string_view help;        ///< One sentence.
};

/// All rules (freezer-api-rest(7), "Policy").
std::span<const DefaultRule> defaultRules();

}  // namespace freezer
