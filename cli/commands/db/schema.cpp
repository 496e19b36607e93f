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

/// The schema version of the store for the audit log; none without one, or if there is no store.
std::optional<int> auditedVersion(const Context& context) {
  if (context.audit->trail() == nullptr) return std::nullopt;
  const auto version = schemaVersion(context.config.connection);
  return version ? std::optional(version.value().current) : std::nullopt;
}

/// Opens the store, which may change its schema, and prints the version. The audit log gets a line
/// if the schema has changed.
Result<void> changeSchema(const Context& context, std::string_view verb,
                          const std::function<Result<std::unique_ptr<Store>>()>& open) {
  if (auto opened = context.openAudit(); !opened) return opened;
  const auto before = auditedVersion(context);
  const auto store = open();
  const Result<void> done = store ? Result<void>() : store.error();
  const bool isUnchanged = done && before && before == auditedVersion(context);
  const auto outcome = isUnchanged ? done : audited(context.auditCaller(), {verb, "store"}, done);
  return outcome ? printVersion(context) : outcome;
}

Result<void> init(const Context& context) {
  return changeSchema(context, "init", [&] { return openForWriting(context); });
}

Result<void> upgrade(const Context& context) {
  return changeSchema(context, "upgrade",
                      [&] { return openStore(context.config.connection, {.create = false}); });
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
