#include "cli/commands/db/db.h"
#include "core/store/maintenance.h"

namespace freezer::cli {
namespace {

Result<void> vacuum(const Context& context) {
  const Result<Vacuumed> done = vacuumStore(context.config.connection);
  if (!done) return done.error();
  const auto [before, after] = done.value();
  Item item;
  item.document.set("/bytes_before", before);
  item.document.set("/bytes_after", after);
  item.document.set("/bytes_freed", before - after);
  const ColumnSet columns = {.usual = {{"bytes_before", "BEFORE", "/bytes_before", sizeCell},
                                       {"bytes_after", "AFTER", "/bytes_after", sizeCell},
                                       {"bytes_freed", "FREED", "/bytes_freed", sizeCell}},
                             .others = {},
                             .envelope = {}};
  return printOne(context.output(), columns, item);
}

}  // namespace

void addDbVacuum(const Command& db, Context& context) {
  const Command command = db.add("vacuum", "Release unused disk space of the store.");
  command.example("freezer-api db vacuum");
  command.onRun(configured(context, [&context] { return vacuum(context); }));
}

}  // namespace freezer::cli
