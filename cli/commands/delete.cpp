#include <algorithm>
#include <limits>
#include <memory>
#include <set>
#include <utility>

#include "cli/commands/commands.h"
#include "cli/commands/removal.h"
#include "cli/input/document_input.h"
#include "cli/input/named_document.h"
#include "cli/input/prompt.h"
#include "cli/input/search_options.h"

namespace freezer::cli {
namespace {

using Ids = std::vector<std::string>;

struct DeleteOptions {
  Ids ids;
  SearchOptions search;
  VersionGuard guard;
  Confirmation confirmation;
  bool isDryRun = false;
};

/// "1 job", "3 jobs"
std::string countText(const Resource& resource, std::size_t count) {
  return std::to_string(count) + " " + std::string(count == 1 ? resource.name : resource.plural);
}

/// The IDs of all documents that match the search, oldest first.
Result<Ids> findIds(const Context& context, const Resource& resource, Search search,
                    const Freezer& freezer) {
  Query query;
  query.search = std::move(search);
  query.limit = std::numeric_limits<std::int64_t>::max() - 1;
  Ids ids;
  const auto end = freezer.listTexts(resource, context.caller(), query,
                                     [&ids](std::string_view id, std::string_view) -> Result<void> {
                                       ids.emplace_back(id);
                                       return {};
                                     });
  if (!end) return end.error();
  return ids;
}

/// The IDs that the given ones name, each once, if all of them exist.
Result<Ids> existingIds(const Context& context, const Resource& resource, const Ids& given,
                        const Freezer& freezer) {
  const Caller caller = context.caller();
  std::set<std::string> known;
  Ids ids;
  ids.reserve(given.size());
  for (const std::string& each : given) {
    const Result<Record> record =
        withNamed(freezer, resource, caller, each,
                  [&](const std::string& id) { return freezer.show(resource, caller, id); });
    if (!record) return record.error();
    if (known.insert(record.value().id).second) ids.push_back(record.value().id);
  }
  return ids;
}

Result<void> printIds(const Context& context, const Resource& resource, const Ids& ids) {
  const std::string name(resource.idField);
  std::vector<Item> items;
  items.reserve(ids.size());
  for (const std::string& id : ids) items.emplace_back().document.set("/" + name, id);
  return printList(context.output(),
                   {.usual = {{name, idName(resource), "/" + name}}, .others = {}, .envelope = {}},
                   items);
}

/// Deletes the documents that a search found, many in each transaction.
Result<void> deleteFound(const Context& context, const Resource& resource, const Ids& ids,
                         Freezer& freezer) {
  constexpr std::size_t kAtOnce = 1000;
  std::size_t deleted = 0;
  for (std::size_t from = 0; from < ids.size(); from += kAtOnce) {
    const auto some = std::span(ids).subspan(from, std::min(kAtOnce, ids.size() - from));
    const auto removed = freezer.removeAll(resource, context.caller(), some);
    if (!removed) return removed.error();
    deleted += static_cast<std::size_t>(removed.value());
  }
  if (deleted < ids.size())
    context.note("deleted " + std::to_string(deleted) + " of " + countText(resource, ids.size()) +
                 ": the others no longer exist or belong to other projects");
  return {};
}

/// Deletes the named documents, up to the first failure.
Result<void> deleteNamed(const Context& context, const Resource& resource, const Ids& ids,
                         const Precondition& precondition, Freezer& freezer) {
  for (const std::string& id : ids) {
    auto removed = freezer.remove(resource, context.caller(), id, precondition);
    if (!removed) return removed;
  }
  return {};
}

Result<void> runDelete(const Context& context, const Resource& resource,
                       const DeleteOptions& options) {
  const Result<Precondition> precondition = options.guard.read();
  if (!precondition) return precondition.error();
  Result<Search> search = options.search.read();
  if (!search) return search.error();
  const bool isSearch = options.search.given();
  if (isSearch != options.ids.empty())
    return Error{ErrorCode::InvalidRequest, "give either IDs or a search, such as --match"};
  if (isSearch && !precondition.value().versions.empty())
    return Error{ErrorCode::InvalidRequest, "--if-version needs IDs, not a search"};
  return withFreezer(context, [&](Freezer& freezer) -> Result<void> {
    const bool isOne = !isSearch && options.ids.size() == 1 && !options.isDryRun;
    if (isOne)
      return withNamed(
          freezer, resource, context.caller(), options.ids.front(), [&](const std::string& id) {
            return freezer.remove(resource, context.caller(), id, precondition.value());
          });
    const Result<Ids> ids = isSearch
                                ? findIds(context, resource, std::move(search).value(), freezer)
                                : existingIds(context, resource, options.ids, freezer);
    if (!ids) return ids.error();
    if (options.isDryRun) return printIds(context, resource, ids.value());
    if (ids.value().empty()) return {};
    const auto agreed = options.confirmation.ask(
        context, "delete " + countText(resource, ids.value().size()) + "?");
    if (!agreed) return agreed;
    return isSearch ? deleteFound(context, resource, ids.value(), freezer)
                    : deleteNamed(context, resource, ids.value(), precondition.value(), freezer);
  });
}

}  // namespace

void addDelete(const Command& noun, const Resource& resource, Context& context) {
  const Command remove =
      noun.add("delete", "Delete " + std::string(resource.plural) +
                             " by ID, or all that match a search. Nothing is deleted if an ID does "
                             "not exist. Asks for confirmation, except for a single ID.");
  const auto options = std::make_shared<DeleteOptions>();
  remove.optionalWords({idName(resource), "IDs of the " + std::string(resource.plural) + ".", ""},
                       options->ids);
  options->search.declare(remove, &resource);
  options->guard.declare(remove);
  addDryRun(remove, options->isDryRun);
  options->confirmation.declare(remove);
  addExamples(remove, resource, Verb::Delete);
  remove.onRun(configured(
      context, [&context, &resource, options] { return runDelete(context, resource, *options); }));
}

}  // namespace freezer::cli
