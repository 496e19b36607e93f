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
/// `not` binds closer than `and`, and that closer than `or`. `@`, like no text at
/// all, always holds and `!` never does.
struct Expression {
  enum class Kind {
    Always,
    Never,
    Role,       ///< The caller has the role `text`, whatever its case.
    Rule,       ///< The rule named `text` holds.
    ProjectId,  ///< The caller's project is `text`.
    UserId,     ///< The caller's id is `text`.
    Not,        ///< The one operand does not hold.
    And,        ///< All operands hold.
    Or,         ///< One of them does.
  };

  Kind kind = Kind::Always;
  std::string text = {};
  std::vector<Expression> operands = {};
};

// What `text` of a ProjectId and a UserId may be besides an id: those of the target.
inline constexpr std::string_view kTargetProject = "%(project_id)s";
inline constexpr std::string_view kTargetUser = "%(user_id)s";

/// Reads an expression. InvalidRequest, saying what is wrong, for any other text.
Result<Expression> parseExpression(std::string_view text);

}  // namespace freezer
