#include "cli/commands/db/verbs.h"

namespace freezer::cli {
namespace {

Result<void> printVersion(const Context& context) {
  const Result<SchemaVersion> version = schemaVersion(context.config.text(Key::Connection));
  if (!version) return version.error();
  Document versions;
  versions.set("/current", version.value().current);
  versions.set("/latest", version.value().latest);
  return printObject(context.output(), versions);
}

/// Opens the store, which makes or upgrades it, and says what it is now.
Result<void> open(const Context& context, const StoreOptions& options) {
  const Result<std::unique_ptr<Store>> store =
      openStore(context.config.text(Key::Connection), options);
  if (!store) return store.error();
  return printVersion(context);
}

Result<void> init(const Context& context) {
  return open(context, {.create = true, .upgrade = true});
}

Result<void> upgrade(const Context& context) {
  return open(context, {.create = false, .upgrade = true});
}

void addVerb(const Command& db, std::string_view name, std::string_view help, Context& context,
             Result<void> (*work)(const Context&)) {
  const Command verb = db.add(name, help);
  verb.example("freezer-api db " + std::string(name));
  verb.onRun(configured(context, [&context, work] { return work(context); }));
}

}  // namespace

void addDbSchema(const Command& db, Context& context) {
  addVerb(db, "init", "Make the store, if it is not there, and print its schema's version.",
          context, init);
  addVerb(db, "version", "Print the versions of the store's schema and of this program's.", context,
          printVersion);
  addVerb(db, "upgrade", "Bring the schema of the store up to this program's.", context, upgrade);
}

}  // namespace freezer::cli
