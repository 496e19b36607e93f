#include "cli/commands/db/db.h"
#include "core/store/maintenance.h"
#include "core/store/open.h"

namespace freezer::cli {
namespace {

Value secondsOrNull(const std::optional<std::int64_t>& seconds) {
  return seconds ? Value(*seconds) : Value();
}

Item itemOf(const KindStats& stats) {
  Item item;
  item.document.set("/kind", std::string(stats.resource->plural));
  item.document.set("/documents", stats.documents);
  item.document.set("/bytes", stats.bytes);
  item.document.set("/oldest", secondsOrNull(stats.oldest));
  item.document.set("/newest", secondsOrNull(stats.newest));
  return item;
}

Item itemOf(const StoreStats& stats) {
  Item item;
  item.document.set("/engine", stats.engine);
  item.document.set("/schema_version", stats.schemaVersion);
  item.document.set("/projects", stats.projects);
  item.document.set("/bytes", stats.bytes);
  item.document.set("/journal_bytes", stats.journalBytes);
  item.document.set("/page_size", stats.pageSize);
  item.document.set("/free_pages", stats.freePages);
  return item;
}

ColumnSet kindColumns() {
  return {.usual = {{"kind", "KIND", "/kind"},
                    {"documents", "DOCUMENTS", "/documents"},
                    {"bytes", "SIZE", "/bytes", sizeCell},
                    {"oldest", "OLDEST", "/oldest", timeCell},
                    {"newest", "NEWEST", "/newest", timeCell}},
          .others = {},
          .envelope = {}};
}

ColumnSet storeColumns() {
  return {.usual = {{"engine", "ENGINE", "/engine"},
                    {"schema_version", "SCHEMA", "/schema_version"},
                    {"projects", "PROJECTS", "/projects"},
                    {"bytes", "SIZE", "/bytes", sizeCell},
                    {"journal_bytes", "JOURNAL", "/journal_bytes", sizeCell},
                    {"page_size", "PAGE SIZE", "/page_size", sizeCell},
                    {"free_pages", "FREE PAGES", "/free_pages"}},
          .others = {},
          .envelope = {}};
}

Result<void> printStats(const Context& context) {
  const Result<StoreStats> stats = storeStats(context.config.connection);
  if (!stats) return stats.error();
  const Output output = context.output();
  Item store = itemOf(stats.value());
  if (output.format == Format::Table && output.columns.empty()) {
    std::vector<Item> kinds;
    for (const KindStats& kind : stats.value().kinds) kinds.push_back(itemOf(kind));
    if (const auto printed = printList(output, kindColumns(), kinds); !printed) return printed;
    output.stream << '\n';
    return printOne(output, storeColumns(), store);
  }
  for (const KindStats& kind : stats.value().kinds) {
    Document numbers = itemOf(kind).document;
    numbers.remove("/kind");
    store.document.set("/kinds/" + std::string(kind.resource->plural), numbers.object());
  }
  return printObject(output, store.document);
}

}  // namespace

void addDbStats(const Command& db, Context& context) {
  const Command command =
      db.add("stats", "Print the number and age of documents, and the size of the store.");
  command.example("freezer-api db stats");
  command.example("freezer-api db stats -f value -c kinds.backups.documents");
  command.onRun(configured(context, [&context] { return printStats(context); }));
}

}  // namespace freezer::cli
