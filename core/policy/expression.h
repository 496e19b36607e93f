#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace freezer {

/// A condition on a caller, in the language of oslo.policy (freezer-api-rest(7), "Policy"):
///
///     role:admin or (role:member and project_id:%(project_id)s)
///
/// Precedence: `not`, then `and`, then `or`. `@` and the empty text are always true, `!` is always
/// false.
struct Expression {
  enum class Kind {
    Always,
    Never,
    Role,       ///< The caller has the role `text`, ignoring case.
    Rule,       ///< The rule named `text` is true.
    ProjectId,  ///< The caller's project is `text`.
    UserId,     ///< The caller's user ID is `text`.
    Not,        ///< The operand is false.
    And,        ///< All operands are true.
    Or,         ///< At least one operand is true.
  };

  Kind kind = Kind::Always;
  std::string text = {};
  std::vector<Expression> operands = {};
};

// Values of `text` of ProjectId and UserId that refer to the target.
inline constexpr std::string_view kTargetProject = "%(project_id)s";
inline constexpr std::string_view kTargetUser = "%(user_id)s";

/// Parses an expression. InvalidRequest, with the reason, if it is invalid.
Result<Expression> parseExpression(std::string_view text);

}  // namespace freezer
