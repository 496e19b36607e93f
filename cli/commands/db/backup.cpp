#include <memory>

#include "cli/commands/db/db.h"
#include "cli/output/removed_on_signal.h"
#include "core/store/maintenance.h"

namespace freezer::cli {
namespace {

struct BackupOptions {
  std::string file;
  bool force = false;
};

Result<StoreCopy> copyStore(const Context& context, const BackupOptions& options) {
  RemovedOnSignal unfinished;
  return backUpStore(context.config.connection, options.file, options.force,
                     [&](const auto& files) { unfinished.watch(files); });
}

Result<void> backUp(const Context& context, const BackupOptions& options) {
  const Result<StoreCopy> made = copyStore(context, options);
  if (!made) {
    Error error = made.error();
    if (error.code == ErrorCode::AlreadyExists) error.message += "; use --force to overwrite it";
    return error;
  }
  Item item;
  item.document.set("/file", options.file);
  item.document.set("/bytes", made.value().bytes);
  item.document.set("/documents", documentsIn(made.value().counts));
  const ColumnSet columns = {.usual = {{"file", "FILE", "/file"},
                                       {"bytes", "SIZE", "/bytes", sizeCell},
                                       {"documents", "DOCUMENTS", "/documents"}},
                             .others = {},
                             .envelope = {}};
  return printOne(context.output(), columns, item);
}

}  // namespace

void addDbBackup(const Command& db, Context& context) {
  const Command command =
      db.add("backup", "Back up the store to a file and verify the copy. The store can be in use.");
  const auto options = std::make_shared<BackupOptions>();
  command.required({"FILE", "Output file. It contains the whole store, identities included.", ""},
                   options->file);
  command.flag({"--force", "Overwrite an existing file.", ""}, options->force);
  command.example("freezer-api db backup /var/backups/freezer.sqlite --force");
  command.onRun(configured(context, [&context, options] { return backUp(context, *options); }));
}

}  // namespace freezer::cli
