// A policy file: each rule that it is read as means the same when it is written out and read again,
// and decides at once. And an expression, made from the bytes, is read as it is written.

#include "core/policy/policy.h"

#include <algorithm>
#include <array>
#include <utility>

#include "tests/fuzz/choices.h"
#include "tests/fuzz/input_file.h"
#include "tests/fuzz/plain_json.h"
#include "tests/fuzz/target.h"

namespace freezer::fuzz {
namespace {

using Kind = Expression::Kind;

/// The expression in the language of the policy, with parentheses only where they are needed.
std::string written(const Expression& expression) {
  const auto within = [&](const Expression& operand) {
    const bool isChain = operand.kind == Kind::Or || operand.kind == Kind::And;
    const bool isTighter = expression.kind == Kind::Or && operand.kind == Kind::And;
    return isChain && !isTighter ? "( " + written(operand) + " )" : written(operand);
  };
  const auto chain = [&](const std::string& word) {
    std::string text;
    for (const Expression& operand : expression.operands) {
      text += (text.empty() ? "" : word) + within(operand);
    }
    return text;
  };
  switch (expression.kind) {
    case Kind::Always: return "@";
    case Kind::Never: return "!";
    case Kind::Role: return "role:" + expression.text;
    case Kind::Rule: return "rule:" + expression.text;
    case Kind::ProjectId: return "project_id:" + expression.text;
    case Kind::UserId: return "user_id:" + expression.text;
    case Kind::Not: return "not " + within(expression.operands.front());
    case Kind::And: return chain(" and ");
    case Kind::Or: return chain(" or ");
  }
  return "";
}

bool isSame(const Expression& left, const Expression& right) {
  return left.kind == right.kind && left.text == right.text &&
         std::ranges::equal(left.operands, right.operands, isSame);
}

/// An expression of at most `depth` levels. No operand of a chain is the only one.
Expression expressionFrom(Choices& choices, int depth) {
  constexpr std::array<Kind, 9> kKinds = {Kind::Role,   Kind::Rule,  Kind::ProjectId,
                                          Kind::Or,     Kind::And,   Kind::Not,
                                          Kind::Always, Kind::Never, Kind::UserId};
  Expression expression{kKinds[choices.below(kKinds.size())]};
  std::size_t operands = 0;
  switch (expression.kind) {
    case Kind::Always:
    case Kind::Never: return expression;
    case Kind::Role:
    case Kind::Rule: expression.text = "a(b"; return expression;
    case Kind::ProjectId: expression.text = kTargetProject; return expression;
    case Kind::UserId: expression.text = kTargetUser; return expression;
    case Kind::Not: operands = 1; break;
    case Kind::And:
    case Kind::Or: operands = 2 + choices.below(2);
  }
  if (depth == 0) return Expression{Kind::Always};
  for (; operands > 0; --operands) {
    expression.operands.push_back(expressionFrom(choices, depth - 1));
  }
  return expression;
}

void requireRead(const Expression& expression) {
  const auto again = parseExpression(written(expression));
  require(again && isSame(again.value(), expression), "a rule is read as it is written");
}

}  // namespace

void policy(std::string_view input) {
  Choices choices(input);
  requireRead(expressionFrom(choices, 8));

  const InputFile file(input);
  const auto read = Policy::read(file.path());
  if (!read) {
    require(isUtf8(read.error().message), "a refusal is UTF-8");
    return;
  }
  const Credentials member{"alice", "Alice", "p1", {"member"}};
  for (const auto& [name, rule] : read.value().rules()) {
    requireRead(rule.expression);
    const bool allows = read.value().allows(name, member, "p1");
    require(static_cast<bool>(read.value().require(name, member, "p1")) == allows,
            "require() is allows()");
  }
}

}  // namespace freezer::fuzz
