// A policy file: each rule that it is read as means the same when it is written out and read again,
// and decides at once.

#include "core/policy/policy.h"

#include <algorithm>
#include <utility>

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

}  // namespace

void policy(std::string_view input) {
  const InputFile file(input);
  const auto read = Policy::read(file.path());
  if (!read) {
    require(isUtf8(read.error().message), "a refusal is UTF-8");
    return;
  }
  const Credentials member{"alice", "Alice", "p1", {"member"}};
  for (const auto& [name, rule] : read.value().rules()) {
    const auto again = parseExpression(written(rule.expression));
    require(again && isSame(again.value(), rule.expression), "a rule is read as it is written");
    const bool allows = read.value().allows(name, member, "p1");
    require(static_cast<bool>(read.value().require(name, member, "p1")) == allows,
            "require() is allows()");
  }
}

}  // namespace freezer::fuzz
