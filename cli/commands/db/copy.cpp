#include <memory>

#include "cli/commands/db/db.h"
#include "cli/config/store_url.h"
#include "cli/output/progress.h"
#include "core/bulk/copy.h"
#include "core/store/open.h"

namespace freezer::cli {
namespace {

Item itemOf(const CopiedRows& rows) {
  Item item;
  item.document.set("/kind", std::string(rows.name));
  item.document.set("/number", rows.number);
  item.document.set("/digest", rows.digest);
  return item;
}

ColumnSet columns() {
  return {.usual = {{"kind", "KIND", "/kind"},
                    {"number", "NUMBER", "/number"},
                    {"digest", "DIGEST", "/digest"}},
          .others = {},
          .envelope = {}};
}

Result<void> copy(const Context& context, const std::string& url) {
  if (auto opened = context.openAudit(); !opened) return opened;
  const auto source = openStore(context.config.connection, {.create = false, .upgrade = false});
  if (!source) return source.error();
  const auto target = openStore(url);
  if (!target) return target.error();
  std::vector<Item> items;
  {
    ProgressBar bar(context.err, canShowProgress());
    const auto copied = copyStore(*source.value(), *target.value(), [&bar](std::int64_t documents) {
      bar.update({.documents = documents});
    });
    auditStore(context, {"copy", "store", {}, withoutPassword(url)}, copied);
    if (!copied) return copied.error();
    for (const CopiedRows& rows : copied.value()) items.push_back(itemOf(rows));
  }
  return printList(context.output(), columns(), items);
}

}  // namespace

void addDbCopy(const Command& db, Context& context) {
  const Command command = db.add(
      "copy", "Copy everything to an empty store, also of another engine, and compare the copy.");
  const auto url = std::make_shared<std::string>();
  command.required({"URL", "The target, as for --db.", ""}, *url);
  command.example("freezer-api db copy 'mysql+pymysql://freezer:secret@db1/freezer'");
  command.example("freezer-api db copy sqlite:////var/backups/freezer.sqlite");
  command.onRun(configured(context, [&context, url] { return copy(context, *url); }));
}

}  // namespace freezer::cli
