#include <memory>

#include "cli/commands.h"
#include "core/integer.h"

namespace freezer::cli {
namespace {

struct TokenOptions {
  std::string user;
  std::optional<std::string> project;
  std::optional<std::string> expires;
};

/// How long the token is to be valid, in seconds.
Result<std::int64_t> lifetime(const Context& context, const TokenOptions& options) {
  const Setting& setting = settingOf(Key::TokenExpiration);
  if (!options.expires) return context.config.integer(setting.key);
  const auto seconds = parseInteger(*options.expires);
  if (seconds && *seconds >= setting.least && *seconds <= setting.most) return *seconds;
  return Error{ErrorCode::InvalidRequest, "--expires must be a whole number of seconds from " +
                                              std::to_string(setting.least) + " to " +
                                              std::to_string(setting.most)};
}

Result<void> createToken(const Context& context, const TokenOptions& options) {
  const Result<std::int64_t> seconds = lifetime(context, options);
  if (!seconds) return seconds.error();
  return withFreezer(context, [&](Freezer& freezer) -> Result<void> {
    const auto issued =
        freezer.tokens().issue(options.user, options.project.value_or(""), seconds.value());
    if (!issued) return issued.error();
    const Token& token = issued.value().details.token;
    Document answer;
    answer.set("/id", token.id);
    answer.set("/token", issued.value().text);
    answer.set("/expires_at", Poco::Int64(token.expires_at));
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
  item.document.set("/issued_at", Poco::Int64(token.issued_at));
  item.document.set("/expires_at", Poco::Int64(token.expires_at));
  return item;
}

ColumnSet columns() {
  return {
      .usual = {{"id", "ID", "/id"},
                {"user_name", "USER", "/user_name"},
                {"project_name", "PROJECT", "/project_name"},
                {"issued_at", "ISSUED", "/issued_at", "", timeCell},
                {"expires_at", "EXPIRES", "/expires_at", "", timeCell}},
      .others = {{"user_id", "USER_ID", "/user_id"}, {"project_id", "PROJECT_ID", "/project_id"}},
      .envelope = {}};
}

Result<void> listTokens(const Context& context) {
  return withFreezer(context, [&](Freezer& freezer) -> Result<void> {
    const auto tokens = freezer.tokens().list();
    if (!tokens) return tokens.error();
    std::vector<Item> items;
    for (const TokenDetails& one : tokens.value()) items.push_back(itemOf(one));
    return printList(context.output(), columns(), items);
  });
}

Result<void> revokeTokens(const Context& context, const std::vector<std::string>& ids) {
  return withFreezer(context, [&](Freezer& freezer) -> Result<void> {
    for (const std::string& id : ids) {
      if (const auto revoked = freezer.tokens().revoke(id); !revoked) return revoked;
    }
    return {};
  });
}

}  // namespace

void addTokens(const Command& root, Context& context) {
  const Command tokens = root.add("tokens", "Tokens of the strategy builtin.");
  const Command create =
      tokens.add("create", "Make a token for a user, without the password, and print it.");
  const auto options = std::make_shared<TokenOptions>();
  create.required({"USER", "Whose: a name or an id.", ""}, options->user);
  create.value(
      {"--project", "What it is scoped to, a name or an id; nothing unless given.", "PROJECT"},
      options->project);
  create.value({"--expires", "How long it is valid; as configured unless given.", "SECONDS"},
               options->expires);
  create.onRun(configured(context, [&context, options] { return createToken(context, *options); }));

  tokens.add("list", "List the tokens that are valid.").onRun(configured(context, [&context] {
    return listTokens(context);
  }));

  const Command revoke = tokens.add("revoke", "Revoke tokens.");
  const auto ids = std::make_shared<std::vector<std::string>>();
  revoke.words({"ID", "Which ones: ids, as `tokens list` shows them.", ""}, *ids);
  revoke.onRun(configured(context, [&context, ids] { return revokeTokens(context, *ids); }));
}

}  // namespace freezer::cli
