#include "core/policy/policy.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <cstdlib>
#include <set>
#include <utility>

#include "core/policy/default_rules.h"
#include "core/text.h"

namespace freezer {
namespace {

Error invalidPolicy(std::string message) {
  return {ErrorCode::InvalidRequest, std::move(message)};
}

std::string inQuotes(std::string_view name) {
  return "\"" + excerpt(name) + "\"";
}

/// The context in which an expression is evaluated.
struct Asked {
  const Policy::Rules& rules;
  const Credentials& credentials;
  std::string_view project_id;
};

bool holds(const Expression& expression, const Asked& asked) {
  const auto isSo = [&](const Expression& operand) { return holds(operand, asked); };
  const std::string& text = expression.text;
  switch (expression.kind) {
    case Expression::Kind::Always: return true;
    case Expression::Kind::Never: return false;
    case Expression::Kind::Role: {
      const auto& roles = asked.credentials.roles;
      return std::ranges::find(roles, text) != roles.end();
    }
    case Expression::Kind::Rule: return isSo(asked.rules.at(text).expression);
    case Expression::Kind::ProjectId:
      return asked.credentials.project_id == (text == kTargetProject ? asked.project_id : text);
    case Expression::Kind::UserId: return text == kTargetUser || asked.credentials.user_id == text;
    case Expression::Kind::Not: return !isSo(expression.operands.front());
    case Expression::Kind::And: return std::ranges::all_of(expression.operands, isSo);
    case Expression::Kind::Or: return std::ranges::any_of(expression.operands, isSo);
  }
  std::abort();  // Not reached: every kind has a case.
}

/// Limits of the recursion, and of the time, of a decision; far more than any real policy needs.
constexpr std::size_t kMaxChain = 50;
constexpr std::size_t kMaxChecks = 10'000;

/// Collects the names of the rules that an expression refers to, each as often as it does. Returns
/// the number of conditions.
std::size_t addReferences(const Expression& expression, std::vector<std::string>& names) {
  if (expression.kind == Expression::Kind::Rule) names.push_back(expression.text);
  std::size_t conditions = 1;
  for (const Expression& operand : expression.operands) conditions += addReferences(operand, names);
  return conditions;
}

void addRoles(const Expression& expression, std::set<std::string>& roles) {
  if (expression.kind == Expression::Kind::Role) roles.insert(expression.text);
  for (const Expression& operand : expression.operands) addRoles(operand, roles);
}

/// Finds references to unknown rules, cyclic references, and rules that take too long to decide.
class ReferenceChecker {
 public:
  explicit ReferenceChecker(const Policy::Rules& rules) : rules_(rules) {}

  Result<void> check(const std::string& name) {
    if (sound_.contains(name)) return {};
    if (!open_.insert(name).second) {
      return invalidPolicy("the rule " + inQuotes(name) + " refers to itself");
    }
    if (open_.size() > kMaxChain) {
      return invalidPolicy("the rule " + inQuotes(name) + " ends a chain of more than " +
                           std::to_string(kMaxChain) + " rules");
    }
    std::vector<std::string> references;
    std::size_t checks = addReferences(rules_.at(name).expression, references);
    for (const std::string& reference : references) {
      if (!rules_.contains(reference)) {
        return invalidPolicy("the rule " + inQuotes(name) + " refers to the rule " +
                             inQuotes(reference) + ", which does not exist");
      }
      if (const auto checked = check(reference); !checked) return checked;
      checks += sound_.at(reference);
      if (checks > kMaxChecks) {
        return invalidPolicy("the rule " + inQuotes(name) + " has more than " +
                             std::to_string(kMaxChecks) +
                             " conditions, with those of the rules that it refers to");
      }
    }
    open_.erase(name);
    sound_[name] = checks;
    return {};
  }

 private:
  const Policy::Rules& rules_;
  std::set<std::string> open_;                ///< Rules on the path to the current rule.
  std::map<std::string, std::size_t> sound_;  ///< Conditions of the rules that are checked.
};

std::string lineOf(const YAML::Mark& mark) {
  return mark.is_null() ? "" : "line " + std::to_string(mark.line + 1) + ": ";
}

}  // namespace

Policy::Policy() {
  for (const DefaultRule& rule : defaultRules()) {
    // A test verifies that all default rules are valid.
    rules_[std::string(rule.name)] = {std::string(rule.expression), std::string(rule.help), true,
                                      parseExpression(rule.expression).value()};
  }
}

Result<Policy> Policy::read(const std::string& file) try {
  const auto wrong = [&file](const std::string& what) {
    return invalidPolicy("the policy file " + file + ": " + what);
  };
  Policy policy;
  const YAML::Node root = YAML::LoadFile(file);
  if (root.IsNull()) return policy;
  if (!root.IsMap()) return wrong("it must be a map of rules to their conditions");
  std::set<std::string> seen;
  for (const auto& entry : root) {
    const std::string line = lineOf(entry.first.Mark());
    if (!entry.first.IsScalar() || !(entry.second.IsScalar() || entry.second.IsNull())) {
      return wrong(line + "a rule and its condition must be strings");
    }
    const auto name = entry.first.as<std::string>();
    if (!seen.insert(name).second)
      return wrong(line + "the rule " + inQuotes(name) + " is repeated");
    const std::string text = entry.second.IsNull() ? "" : entry.second.as<std::string>();
    if (const auto replaced = policy.replace(name, text); !replaced) {
      return wrong(line + replaced.error().message);
    }
  }
  if (const auto checked = policy.checkReferences(); !checked) {
    return wrong(checked.error().message);
  }
  return policy;
} catch (const YAML::BadFile&) {
  return invalidPolicy("the policy file " + file + " cannot be read");
} catch (const YAML::Exception& failure) {
  return invalidPolicy("the policy file " + file + ": " + lineOf(failure.mark) +
                       excerpt(failure.msg));
}

std::set<std::string> Policy::roles() const {
  std::set<std::string> roles;
  for (const auto& [name, rule] : rules_) addRoles(rule.expression, roles);
  return roles;
}

Result<void> Policy::replace(const std::string& name, const std::string& text) {
  const bool isOperation = name.find(':') != std::string::npos;
  if (isOperation && !rules_.contains(name)) {
    return invalidPolicy("there is no operation " + inQuotes(name));
  }
  auto expression = parseExpression(text);
  if (!expression) {
    return invalidPolicy("the rule " + inQuotes(name) + ": " + expression.error().message);
  }
  Rule& rule = rules_[name];
  rule.text = text;
  rule.isDefault = false;
  rule.expression = std::move(expression).value();
  return {};
}

Result<void> Policy::checkReferences() const {
  ReferenceChecker checker(rules_);
  for (const auto& [name, rule] : rules_) {
    if (const auto checked = checker.check(name); !checked) return checked;
  }
  return {};
}

bool Policy::allows(std::string_view rule, const Credentials& credentials,
                    std::string_view project_id) const {
  const auto found = rules_.find(rule);
  return found != rules_.end() &&
         holds(found->second.expression, {rules_, credentials, project_id});
}

Result<void> Policy::require(std::string_view rule, const Credentials& credentials,
                             std::string_view project_id) const {
  if (allows(rule, credentials, project_id)) return {};
  return Error{ErrorCode::Forbidden,
               "The policy does not allow " + std::string(rule) + " to this caller."};
}

}  // namespace freezer
