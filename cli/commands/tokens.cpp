#include <memory>

#include "cli/commands/commands.h"
#include "cli/commands/identity_audit.h"
#include "cli/commands/removal.h"

namespace freezer::cli {
namespace {

struct TokenOptions {
  std::string user;
  std::optional<std::string> project;
  std::optional<std::string> expires;
};

/// The lifetime of the token, in seconds: --expires, within the bounds of the setting, or the
/// setting.
Result<std::int64_t> lifetime(const Context& context, const TokenOptions& options) {
  if (!options.expires) return context.config.tokenSeconds();
  Config given;
  const auto assigned =
      assign(*findSetting("token", "expiration"), given, *options.expires, "--expires");
  if (!assigned) return assigned.error();
  return given.tokenSeconds();
}

Result<void> createToken(const Context& context, const TokenOptions& options) {
  const Result<std::int64_t> seconds = lifetime(context, options);
  if (!seconds) return seconds.error();
  return withFreezer(context, [&](Freezer& freezer) -> Result<void> {
    const auto issued = auditedIdentity(
        context, {"create", "token", {}, options.user},
        freezer.tokens().issue(options.user, options.project.value_or(""), seconds.value()));
    if (!issued) return issued.error();
    const Token& token = issued.value().details.token;
    Document answer;
    answer.set("/id", token.id);
    answer.set("/token", issued.value().text);
    answer.set("/expires_at", token.expires_at);
    return context.answer(answer, issued.value().text);
  });
}

Item itemOf(const TokenDetails& details) {
  const Token& token = details.token;
  const bool isScoped = !token.project_id.empty();
  Item item;
  item.document.set("/id", token.id);
  item.document.set("/user_id", token.user_id);
  item.document.set("/user_name", details.user_name);
  item.document.set("/project_id", isScoped ? Value(token.project_id) : Value());
  item.document.set("/project_name", isScoped ? Value(details.project_name) : Value());
  item.document.set("/issued_at", token.issued_at);
  item.document.set("/expires_at", token.expires_at);
  return item;
}

ColumnSet tokenColumns() {
  return {
      .usual = {{"id", "ID", "/id"},
                {"user_name", "USER", "/user_name"},
                {"project_name", "PROJECT", "/project_name"},
                {"issued_at", "ISSUED", "/issued_at", timeCell},
                {"expires_at", "EXPIRES", "/expires_at", timeCell}},
      .others = {{"user_id", "USER_ID", "/user_id"}, {"project_id", "PROJECT_ID", "/project_id"}},
      .envelope = {}};
}

Result<std::vector<Item>> allTokens(Tokens& tokens) {
  const auto listed = tokens.list();
  if (!listed) return listed.error();
  std::vector<Item> items;
  for (const TokenDetails& one : listed.value()) items.push_back(itemOf(one));
  return items;
}

Result<void> listTokens(const Context& context) {
  return readFreezer(context, [&](Freezer& freezer) -> Result<void> {
    const Result<std::vector<Item>> items = allTokens(freezer.tokens());
    if (!items) return items.error();
    return printList(context.output(), tokenColumns(), items.value());
  });
}

Result<void> revokeTokens(const Context& context, const Removal& removal) {
  return withFreezer(context, [&](Freezer& freezer) {
    Tokens& tokens = freezer.tokens();
    const auto revoke = [&](const std::string& id) {
      return audited(context.auditCaller(), {"revoke", "token", id}, tokens.revoke(id));
    };
    return removal.run(context, {.verb = "revoke",
                                 .done = "revoked",
                                 .noun = "token",
                                 .columns = tokenColumns(),
                                 .all = [&tokens] { return allTokens(tokens); },
                                 .remove = revoke});
  });
}

}  // namespace

void addTokens(const Command& root, Context& context) {
  const Command tokens = root.add("tokens", "Manage tokens of the builtin authentication.");
  const Command create =
      tokens.add("create", "Create a token for a user, without a password, and print it.");
  const auto options = std::make_shared<TokenOptions>();
  create.required({"USER", "Name or ID of the user.", ""}, options->user);
  create.value(
      {"--project", "Name or ID of the token's project. Default: an unscoped token.", "PROJECT"},
      options->project);
  create.value({"--expires", "Lifetime. Default: [token] expiration.", "SECONDS"},
               options->expires);
  create.example("freezer-api tokens create alice --project home --expires 600");
  create.onRun(configured(context, [&context, options] { return createToken(context, *options); }));

  const Command list = tokens.add("list", "List valid tokens.");
  list.example("freezer-api tokens list");
  list.onRun(configured(context, [&context] { return listTokens(context); }));

  const Command revoke = tokens.add("revoke", "Revoke tokens.");
  const auto removal = std::make_shared<Removal>();
  removal->declare(revoke, {"TOKEN_ID", "IDs of the tokens, from 'tokens list'.", ""});
  revoke.example("freezer-api tokens revoke 5b0a1c3d5b0a1c3d5b0a1c3d5b0a1c3d");
  revoke.onRun(
      configured(context, [&context, removal] { return revokeTokens(context, *removal); }));
}

}  // namespace freezer::cli
