#include <memory>

#include "cli/commands/db/db.h"
#include "cli/config/store_url.h"
#include "cli/input/prompt.h"
#include "core/store/maintenance.h"

namespace freezer::cli {
namespace {

struct RestoreOptions {
  std::string file;
  Confirmation confirmation;
  bool dryRun = false;
};

std::string documentsText(const Counts& counts) {
  const std::int64_t number = documentsIn(counts);
  return std::to_string(number) + (number == 1 ? " document" : " documents");
}

Result<void> confirm(const Context& context, const RestoreOptions& options,
                     const RestorePlan& plan) {
  if (plan.now && isNothing(*plan.now)) return {};
  const std::string& url = context.config.connection;
  return options.confirmation.ask(
      context, "Replace the store " + withoutPassword(url) + ", " +
                   (plan.now ? documentsText(*plan.now) : "which is damaged") + ", by " +
                   options.file + ", " + documentsText(plan.then) + "?");
}

/// Prints the numbers of each kind before and after.
Result<void> print(const Context& context, const RestorePlan& plan) {
  std::vector<Item> items;
  for (std::size_t i = 0; i < plan.then.size(); ++i) {
    Item& item = items.emplace_back();
    item.document.set("/kind", std::string(plan.then[i].name));
    item.document.set("/before", plan.now ? Value(plan.now->at(i).number) : Value());
    item.document.set("/after", plan.then[i].number);
  }
  const ColumnSet columns = {.usual = {{"kind", "KIND", "/kind"},
                                       {"before", "BEFORE", "/before"},
                                       {"after", "AFTER", "/after"}},
                             .others = {},
                             .envelope = {}};
  return printList(context.output(), columns, items);
}

Result<void> restore(const Context& context, const RestoreOptions& options) {
  const std::string& url = context.config.connection;
  Result<RestorePlan> plan = planRestore(url, options.file);
  if (!plan) return plan.error();
  if (options.dryRun) return print(context, plan.value());
  if (const auto sure = confirm(context, options, plan.value()); !sure) return sure;
  if (auto opened = context.openAudit(); !opened) return opened;
  Result<Counts> restored = restoreStore(url, options.file);
  auditStore(context, {"restore", "store", {}, options.file}, restored);
  if (!restored) return restored.error();
  plan.value().then = std::move(restored).value();
  return print(context, plan.value());
}

}  // namespace

void addDbRestore(const Command& db, Context& context) {
  const Command command = db.add(
      "restore", "Replace the whole content of the store, identities included, by a backup.");
  const auto options = std::make_shared<RestoreOptions>();
  command.required({"FILE", "The backup. It is verified first.", ""}, options->file);
  options->confirmation.declare(command);
  command.flag({"--dry-run", "Verify the backup and print the numbers, but change nothing.", ""},
               options->dryRun);
  command.example("freezer-api db restore /var/backups/freezer.sqlite --dry-run");
  command.example("freezer-api db restore /var/backups/freezer.sqlite --yes");
  command.onRun(configured(context, [&context, options] { return restore(context, *options); }));
}

}  // namespace freezer::cli
