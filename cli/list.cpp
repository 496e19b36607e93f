#include <memory>
#include <tuple>
#include <utility>

#include "cli/commands.h"
#include "cli/output/columns.h"
#include "cli/output/json.h"
#include "cli/time_bound.h"

namespace freezer::cli {
namespace {

struct ListOptions {
  ListParameters parameters;
  std::vector<std::string> match;
  std::vector<std::string> matchNot;
  std::optional<std::string> text;
  std::optional<std::string> since;
  std::optional<std::string> until;
  bool allProjects = false;
};

/// Reads "key=value". No value is the empty string; "null" is null.
Result<Condition> readCondition(const std::string& option, const std::string& text, bool negated) {
  const std::size_t sign = text.find('=');
  if (sign == std::string::npos || sign == 0)
    return Error{ErrorCode::InvalidRequest, option + " must be key=value, not '" + text + "'"};
  Condition condition{text.substr(0, sign), text.substr(sign + 1), negated};
  if (condition.text == "null") condition.text.reset();
  return condition;
}

Result<Search> makeSearch(const ListOptions& options) {
  Search search;
  for (const auto& [option, texts, negated] :
       {std::tuple("--match", &options.match, false),
        std::tuple("--match-not", &options.matchNot, true)}) {
    for (const std::string& text : *texts) {
      Result<Condition> condition = readCondition(option, text, negated);
      if (!condition) return condition.error();
      search.conditions.push_back(std::move(condition).value());
    }
  }
  if (options.text) {
    if (const auto added = addText(search, *options.text); !added) return added.error();
  }
  if (options.since) {
    const auto time = parseTimeBound("--since", *options.since, DayEdge::First);
    if (!time) return time.error();
    search.timeAfter = time.value();
  }
  if (options.until) {
    const auto time = parseTimeBound("--until", *options.until, DayEdge::Last);
    if (!time) return time.error();
    search.timeBefore = time.value();
  }
  return search;
}

/// Says that the list was cut off, unless at the very limit that was asked for.
void noteMore(const Context& context, const ListOptions& options, const Query& query,
              const Page& page) {
  if (!page.end.more || options.parameters.limit == std::to_string(query.limit)) return;
  context.note("more follow: see --limit, or give --marker " + page.records.back().id);
}

Result<void> runList(const Context& context, const Resource& resource, const ListOptions& options) {
  Result<Search> search = makeSearch(options);
  if (!search) return search.error();
  const Result<Query> query = makeQuery(resource, options.parameters, std::move(search).value(),
                                        context.config.integer(Key::MaxLimit));
  if (!query) return query.error();
  return withFreezer(context, [&](const Freezer& freezer) -> Result<void> {
    Caller caller = context.caller();
    if (options.allProjects) caller.scope = {Scope::By::Everyone, ""};
    const Result<Page> page = freezer.list(resource, caller, query.value());
    if (!page) return page.error();
    noteMore(context, options, query.value(), page.value());
    if (context.documentFormat() == Format::Table)
      return printDocuments(context.out, resource, page.value().records);
    printJsonList(context.out, page.value().records);
    return {};
  });
}

std::string sortHelp(const Resource& resource) {
  std::string help = "Sort by created_at, updated_at";
  for (const Column& column : resource.columns) help.append(", ").append(column.name);
  return help + "; oldest first unless given.";
}

}  // namespace

void addList(const Command& noun, const Resource& resource, Context& context) {
  const Command list = noun.add("list", "Print " + std::string(resource.plural) + ".");
  const auto options = std::make_shared<ListOptions>();
  ListParameters& page = options->parameters;
  list.value({"--limit",
              "Print this many; " + std::to_string(Query{}.limit) +
                  " unless given, [limits] max_limit at most.",
              "N"},
             page.limit);
  list.value({"--offset", "Pass over this many.", "N"}, page.offset);
  list.value({"--marker", "Start after this one.", idName(resource)}, page.marker);
  list.value({"--sort", sortHelp(resource), "KEY[:asc|desc]"}, page.sort);
  list.values({"--match",
               "Only those that have this value under the key, at any depth, or at a dotted "
               "path. 'key=' means the empty string, 'key=null' null or absent. May be given "
               "again: all must hold.",
               "KEY=VALUE"},
              options->match);
  list.values({"--match-not", "Only those for which --match would not hold.", "KEY=VALUE"},
              options->matchNot);
  list.value(
      {"--search", "Only those that have every word of this text within their values.", "TEXT"},
      options->text);
  const std::string time = std::string(resource.timeColumn);
  list.value({"--since",
              "Only those whose " + time +
                  " is this or later: seconds since the epoch, or an ISO 8601 date or date and "
                  "time, in UTC unless a zone is given.",
              "TIME"},
             options->since);
  list.value(
      {"--until", "Only those whose " + time + " is this or earlier; a date is all of it.", "TIME"},
      options->until);
  list.flag({"--all-projects", "Those of every project.", ""}, options->allProjects);
  list.onRun(configured(
      context, [&context, &resource, options] { return runList(context, resource, *options); }));
}

}  // namespace freezer::cli
