#pragma once

#include <span>
#include <string_view>

namespace freezer {

/// A rule of the policy that applies unless a file replaces it.
struct DefaultRule {
  std::string_view name;        ///< "jobs:create"; without a colon: only for use in other rules.
  std::string_view expression;  ///< See core/policy/expression.h.
  std::string_view help;        ///< What it allows, as a sentence.
};

/// All rules (freezer-api-rest(7), "Policy").
std::span<const DefaultRule> defaultRules();

}  // namespace freezer
