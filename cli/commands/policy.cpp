#include <Poco/StringTokenizer.h>

#include <memory>

#include "cli/commands/commands.h"
#include "cli/config/load.h"
#include "cli/input/role.h"
#include "cli/parser/suggest.h"
#include "core/text.h"

namespace freezer::cli {
namespace {

struct CheckOptions {
  std::string rule;
  std::optional<std::string> roles;
  std::optional<std::string> target;
};

std::vector<std::string> rolesOf(const std::string& list) {
  const Poco::StringTokenizer roles(lowered(list), ",", Poco::StringTokenizer::TOK_IGNORE_EMPTY);
  return {roles.begin(), roles.end()};
}

Item itemOf(const std::string& name, const Policy::Rule& rule) {
  Item item;
  item.document.set("/name", name);
  item.document.set("/rule", rule.text);
  item.document.set("/default", rule.isDefault);
  item.document.set("/description", rule.help);
  return item;
}

ColumnSet ruleColumns() {
  return {.usual = {{"name", "RULE", "/name"},
                    {"rule", "CONDITION", "/rule"},
                    {"description", "DESCRIPTION", "/description"}},
          .others = {{"default", "DEFAULT", "/default"}},
          .envelope = {}};
}

Result<void> listRules(const Context& context) {
  const Result<Policy> policy = loadPolicy(context.config);
  if (!policy) return policy.error();
  std::vector<Item> items;
  for (const auto& [name, rule] : policy.value().rules()) items.push_back(itemOf(name, rule));
  return printList(context.output(), ruleColumns(), items);
}

Error unknownRule(const Policy::Rules& rules, const std::string& name) {
  std::vector<std::string> names;
  names.reserve(rules.size());
  for (const auto& [known, rule] : rules) names.push_back(known);
  return {ErrorCode::InvalidRequest,
          "there is no rule " + name + didYouMean(name, names) + "; see 'policy list'"};
}

Result<void> checkRule(const Context& context, const CheckOptions& options) {
  const Result<Policy> policy = loadPolicy(context.config);
  if (!policy) return policy.error();
  const Policy::Rules& rules = policy.value().rules();
  if (!rules.contains(options.rule)) return unknownRule(rules, options.rule);
  const std::vector<std::string> roles = rolesOf(options.roles.value_or(""));
  for (const std::string& role : roles)
    if (const auto known = checkRole(policy.value(), "--as", role); !known) return known;
  const std::string& user = context.config.user();
  const Credentials credentials = {user, user, context.config.project(), roles};
  const std::string& target = options.target.value_or(credentials.project_id);
  const bool isAllowed = policy.value().allows(options.rule, credentials, target);
  Document answer;
  answer.set("/allowed", isAllowed);
  const auto printed = context.answer(answer, isAllowed ? "allowed" : "forbidden");
  if (!printed || isAllowed) return printed;
  return Error{ErrorCode::Forbidden, options.rule + " is " + rules.find(options.rule)->second.text};
}

}  // namespace

void addPolicy(const Command& root, Context& context) {
  const Command policy = root.add("policy", "Show and test the access policy of the REST service.");
  const Command list = policy.add("list", "List the rules in force.");
  list.example("freezer-api policy list -f csv");
  list.onRun(configured(context, [&context] { return listRules(context); }));
  const Command check = policy.add(
      "check", "Test whether a caller is allowed an operation. Exit status 9: forbidden.");
  const auto options = std::make_shared<CheckOptions>();
  check.required({"RULE", "Name of the rule, such as jobs:create.", "RULE"}, options->rule);
  check.value({"--as", "Roles of the caller; --project and --user name the caller.", "ROLE,..."},
              options->roles);
  check.value(
      {"--target-project", "Project that owns the documents. Default: --project.", "PROJECT_ID"},
      options->target);
  check.example("freezer-api policy check jobs:create --as member");
  check.onRun(configured(context, [&context, options] { return checkRule(context, *options); }));
}

}  // namespace freezer::cli
