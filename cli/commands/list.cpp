#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "cli/caller.h"
#include "cli/commands/commands.h"
#include "cli/commands/value_counts.h"
#include "cli/input/named_document.h"
#include "cli/input/search_options.h"
#include "cli/output/document_columns.h"
#include "cli/output/list_printer.h"

namespace freezer::cli {
namespace {

struct ListOptions {
  ListParameters parameters;  ///< Without the sort key.
  std::optional<std::string> sort;
  SearchOptions search;
  std::optional<std::string> countBy;
  bool allProjects = false;

  bool hasPage() const {
    return parameters.limit || parameters.offset || parameters.marker || sort;
  }
};

/// Calls `work` with the caller whose documents to list.
Result<void> readOf(const Context& context, const ListOptions& options, const CallerWork& work) {
  return options.allProjects ? readAllProjects(context, work) : readAsCaller(context, work);
}

/// The messages of the core begin with the name of a parameter.
Error ofOption(const Error& error) {
  return {error.code, "--" + error.message};
}

Result<Query> queryOf(const Resource& resource, const ListOptions& options) {
  Result<Search> search = options.search.read();
  if (!search) return search.error();
  Result<Query> query =
      makeQuery(resource, options.parameters, std::move(search).value(), kNoLimit);
  if (!query) return ofOption(query.error());
  if (!options.parameters.limit) query.value().limit = kNoLimit;
  if (options.sort) {
    const auto set = setOrder(query.value(), resource, *options.sort);
    if (!set) return ofOption(set.error());
  }
  return query;
}

/// The columns, with that of the project in a table of all projects.
ColumnSet columnsOf(const Output& output, const Resource& resource, bool allProjects) {
  ColumnSet columns = documentColumns(resource);
  if (allProjects && output.format == Format::Table)
    columns.usual.insert(columns.usual.begin() + 1, projectColumn());
  return columns;
}

/// Calls `visit` with each document. Ends early, without an error, when the output has failed:
/// run() reports that for every command.
template <typename Visit>
Result<void> visitAll(const Context& context, const Freezer& freezer, const Resource& resource,
                      const Caller& caller, const Query& query, Visit visit) {
  const auto end =
      freezer.listRecords(resource, caller, query, [&](const Record& record) -> Result<void> {
        const Result<Item> item = documentItem(record);
        if (!item) return item.error();
        if (const auto visited = visit(item.value()); !visited) return visited;
        if (context.out) return {};
        return Error{ErrorCode::Unavailable, "the output cannot be written"};
      });
  return end || !context.out ? Result<void>() : end.error();
}

Result<void> printCounts(const Context& context, const Resource& resource,
                         const ListOptions& options, const Query& query) {
  Result<ValueCounts> counts = ValueCounts::by(resource, *options.countBy);
  if (!counts) return counts.error();
  return readOf(context, options, [&](const Freezer& freezer, const Caller& caller) {
    const auto counted = visitAll(context, freezer, resource, caller, query,
                                  [&](const Item& item) { return counts.value().add(item); });
    return counted ? counts.value().print(context.output()) : counted;
  });
}

Result<void> printAll(const Context& context, const Resource& resource, const ListOptions& options,
                      Query query) {
  const Output output = context.output();
  Result<ListPrinter> printer =
      ListPrinter::make(output, columnsOf(output, resource, options.allProjects));
  if (!printer) return printer.error();
  return readOf(context, options, [&](const Freezer& freezer, const Caller& caller) {
    const auto list = [&](const std::string& marker) {
      query.marker = marker;
      return visitAll(context, freezer, resource, caller, query,
                      [&](const Item& item) -> Result<void> {
                        printer.value().add(item);
                        return {};
                      });
    };
    const std::string marker = query.marker;
    const auto printed =
        marker.empty() ? list(marker) : withNamed(freezer, resource, caller, marker, list);
    if (printed) printer.value().finish();
    return printed;
  });
}

Result<void> runList(const Context& context, const Resource& resource, const ListOptions& options) {
  if (options.countBy && options.hasPage())
    return Error{ErrorCode::InvalidRequest,
                 "--count-by counts all matches: omit --limit, --offset, --marker and --sort"};
  Result<Query> query = queryOf(resource, options);
  if (!query) return query.error();
  return options.countBy ? printCounts(context, resource, options, query.value())
                         : printAll(context, resource, options, std::move(query).value());
}

std::string sortHelp(const Resource& resource) {
  std::string help = "Sort by keys, separated by commas:";
  std::string_view between = " ";
  for (const std::string_view key : orderKeys(resource)) {
    help.append(between).append(key);
    between = ", ";
  }
  return help + " (default: oldest first).";
}

}  // namespace

void addList(const Command& noun, const Resource& resource, Context& context) {
  const Command list = noun.add("list", "Print " + std::string(resource.plural) + ".");
  const auto options = std::make_shared<ListOptions>();
  ListParameters& page = options->parameters;
  list.value({"--limit", "Maximum number of rows (default: all).", "N"}, page.limit);
  list.value({"--offset", "Number of rows to skip.", "N"}, page.offset);
  list.value({"--marker", "Start after the document with this ID. Needs at most one sort key.",
              idName(resource)},
             page.marker);
  list.value({"--sort", sortHelp(resource), "KEY[:desc],..."}, options->sort);
  list.value({"--count-by",
              "Instead of the documents, print how many have each value of these columns or dotted "
              "paths, separated by commas.",
              "FIELD,..."},
             options->countBy);
  options->search.declare(list, &resource);
  list.flag(
      {"--all-projects", "Documents of all projects. Tables get a column with the project.", ""},
      options->allProjects);
  addExamples(list, resource, "list");
  list.onRun(configured(
      context, [&context, &resource, options] { return runList(context, resource, *options); }));
}

}  // namespace freezer::cli
