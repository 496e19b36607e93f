#pragma once

#include <span>
#include <string_view>

namespace freezer {

/// One rule of the policy as it is unless a file says otherwise.
struct DefaultRule {
  std::string_view name;        ///< "jobs:create"; without a colon it serves other rules alone.
  std::string_view expression;  ///< See core/policy/expression.h.
  std::string_view help;        ///< What it allows, as a sentence.
};

/// Every rule there is (spec, section 6).
std::span<const DefaultRule> defaultRules();

}  // namespace freezer
