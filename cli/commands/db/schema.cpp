#include "cli/commands/db/db.h"
#include "core/store/open.h"

namespace freezer::cli {
namespace {

Result<void> printVersion(const Context& context) {
  const Result<SchemaVersion> version = schemaVersion(context.config.connection);
  if (!version) return version.error();
  Document versions;
  versions.set("/current", version.value().current);
  versions.set("/latest", version.value().latest);
  return printObject(context.output(), versions);
}

Result<void> init(const Context& context) {
  const auto store = openForWriting(context);
  return store ? printVersion(context) : store.error();
}

Result<void> upgrade(const Context& context) {
  const auto store = openStore(context.config.connection, {.create = false});
  return store ? printVersion(context) : store.error();
}

void addVerb(const Command& db, std::string_view name, std::string_view help, Context& context,
             Result<void> (*work)(const Context&)) {
  const Command verb = db.add(name, help);
  verb.example("freezer-api db " + std::string(name));
  verb.onRun(configured(context, [&context, work] { return work(context); }));
}

}  // namespace

void addDbSchema(const Command& db, Context& context) {
  addVerb(db, "init", "Create the store if it does not exist, and print its schema version.",
          context, init);
  addVerb(db, "version", "Print the schema versions of the store and of this program.", context,
          printVersion);
  addVerb(db, "upgrade", "Upgrade the schema of the store to the version of this program.", context,
          upgrade);
}

}  // namespace freezer::cli
