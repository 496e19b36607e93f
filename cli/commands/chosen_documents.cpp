#include "cli/commands/chosen_documents.h"

#include <set>
#include <utility>

#include "cli/caller.h"
#include "cli/commands/commands.h"
#include "cli/commands/removal.h"
#include "cli/input/named_document.h"
#include "cli/output/document_columns.h"
#include "cli/output/list_printer.h"
#include "cli/output/units.h"

namespace freezer::cli {

void ChosenDocuments::declare(const Command& command, const Resource& resource,
                              std::string_view changed) {
  resource_ = &resource;
  command.optionalWords({idName(resource), "IDs of the " + std::string(resource.plural) + ".", ""},
                        ids_);
  search_.declare(command, &resource);
  addDryRun(command, isDryRun_, changed);
  confirmation_.declare(command);
}

Result<void> ChosenDocuments::change(const Context& context, const Change& change) const {
  // Tells mistakes before the store is opened.
  if (const Result<Search> search = search_.read(); !search) return search.error();
  if (isSearch() != ids_.empty())
    return Error{ErrorCode::InvalidRequest, "give either IDs or a search, such as --match"};
  const auto open = isDryRun_ ? readAsCaller : changeAsCaller;
  return open(context, [&](Freezer& freezer, const Caller& caller) {
    return changeIn(context, change, freezer, caller);
  });
}

Result<void> ChosenDocuments::changeIn(const Context& context, const Change& change,
                                       Freezer& freezer, const Caller& caller) const {
  Ids ids;
  const auto visited = visit(freezer, caller, [&](const Record& record) -> Result<void> {
    ids.push_back(record.id);
    return {};
  });
  if (!visited) return visited;
  if (ids.empty()) context.note("no " + std::string(resource_->name) + " matches");
  Result<std::string> more =
      change.prepare && !ids.empty() ? change.prepare(freezer, caller, ids) : std::string();
  if (!more) return more.error();
  if (isDryRun_) return print(context, freezer, caller);
  if (ids.empty()) return {};
  const auto agreed = ask(context, change, ids.size(), more.value());
  return agreed ? change.run(freezer, caller, ids) : agreed;
}

/// Visits all chosen documents; those of a search, oldest first.
Result<void> ChosenDocuments::visit(const Freezer& freezer, const Caller& caller,
                                    const Visit& visit) const {
  if (!isSearch()) return visitNamed(freezer, caller, visit);
  Result<Search> search = search_.read();
  if (!search) return search.error();
  Query query;
  query.search = std::move(search).value();
  query.limit = kNoLimit;
  const auto end = freezer.listRecords(*resource_, caller, query, visit);
  return end ? Result<void>() : end.error();
}

/// Visits the documents with the given IDs, each once, if all of them exist.
Result<void> ChosenDocuments::visitNamed(const Freezer& freezer, const Caller& caller,
                                         const Visit& visit) const {
  std::set<std::string> known;
  std::vector<Record> records;
  records.reserve(ids_.size());
  for (const std::string& given : ids_) {
    Result<Record> record = withNamed(freezer, *resource_, caller, given, [&](const auto& id) {
      return freezer.show(*resource_, caller, id);
    });
    if (!record) return record.error();
    if (known.insert(record.value().id).second) records.push_back(std::move(record).value());
  }
  for (const Record& record : records) {
    if (const auto visited = visit(record); !visited) return visited;
  }
  return {};
}

/// Prints the documents like `list`.
Result<void> ChosenDocuments::print(const Context& context, const Freezer& freezer,
                                    const Caller& caller) const {
  Result<ListPrinter> printer = ListPrinter::make(context.output(), documentColumns(*resource_));
  if (!printer) return printer.error();
  const auto printed = visit(freezer, caller, [&](const Record& record) -> Result<void> {
    const Result<Item> item = documentItem(record);
    if (!item) return item.error();
    printer.value().add(item.value());
    return {};
  });
  if (printed) printer.value().finish();
  return printed;
}

Result<void> ChosenDocuments::ask(const Context& context, const Change& change, std::size_t count,
                                  const std::string& more) const {
  const bool isMeant = !isSearch() && (count == 1 || change.canBeUndone);
  if (isMeant && more.empty()) return {};
  return confirmation_.ask(
      context, std::string(change.verb) + " " + countText(count, resource_->name) + more + "?");
}

}  // namespace freezer::cli
