#include <memory>
#include <utility>

#include "cli/commands/commands.h"
#include "cli/input/search_options.h"

namespace freezer::cli {
namespace {

struct ListOptions {
  ListParameters parameters;
  SearchOptions search;
  bool allProjects = false;
};

/// Says that the list was cut off, unless at the very limit that was asked for.
void noteMore(const Context& context, const ListOptions& options, const Query& query,
              const Page& page) {
  if (!page.end.more || options.parameters.limit == std::to_string(query.limit)) return;
  context.note("more documents follow; use --limit, or --marker " + page.records.back().id);
}

Result<void> runList(const Context& context, const Resource& resource, const ListOptions& options) {
  Result<Search> search = options.search.read();
  if (!search) return search.error();
  const Result<Query> query =
      makeQuery(resource, options.parameters, std::move(search).value(), context.config.maxLimit());
  if (!query) return query.error();
  return readFreezer(context, [&](const Freezer& freezer) -> Result<void> {
    Caller caller = context.caller();
    if (options.allProjects) caller.scope = {Scope::By::Everyone, ""};
    const Result<Page> page = freezer.list(resource, caller, query.value());
    if (!page) return page.error();
    noteMore(context, options, query.value(), page.value());
    return printDocuments(context.output(), resource, page.value().records);
  });
}

std::string sortHelp(const Resource& resource) {
  std::string help = "Sort by created_at, updated_at";
  for (const Column& column : resource.columns) help.append(", ").append(column.name);
  return help + " (default: oldest first).";
}

}  // namespace

void addList(const Command& noun, const Resource& resource, Context& context) {
  const Command list = noun.add("list", "Print " + std::string(resource.plural) + ".");
  const auto options = std::make_shared<ListOptions>();
  ListParameters& page = options->parameters;
  list.value({"--limit",
              "Maximum number of rows (default " + std::to_string(Query{}.limit) +
                  "); at most [limits] max_limit.",
              "N"},
             page.limit);
  list.value({"--offset", "Number of rows to skip.", "N"}, page.offset);
  list.value({"--marker", "Start after the document with this ID.", idName(resource)}, page.marker);
  list.value({"--sort", sortHelp(resource), "KEY[:asc|desc]"}, page.sort);
  options->search.declare(list, &resource);
  list.flag({"--all-projects", "Documents of all projects.", ""}, options->allProjects);
  addExamples(list, resource, Verb::List);
  list.onRun(configured(
      context, [&context, &resource, options] { return runList(context, resource, *options); }));
}

}  // namespace freezer::cli
