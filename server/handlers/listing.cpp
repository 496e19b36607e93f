#include "server/handlers/listing.h"

#include <cstddef>
#include <iterator>
#include <optional>
#include <utility>

#include "core/rules/polls.h"
#include "core/text.h"
#include "server/errors.h"
#include "server/handlers/search_watch.h"
#include "server/http/uri.h"
#include "server/last_seen.h"

namespace freezer::server {
namespace {

constexpr Parameter kParameters[] = {
    {"limit", "query", Type::Integer,
     "Maximum number of documents, at least 1 (default 10). Larger numbers than the setting "
     "max_limit are reduced to it."},
    {"offset", "query", Type::Integer, "Number of documents to skip (default 0)."},
    {"marker", "query", Type::Text, "ID of the document after which the page begins."},
    {"sort", "query", Type::Text,
     "Order: KEY:asc or KEY:desc. Without it, the oldest document is first."},
    {"with_count", "query", Type::Boolean,
     "Whether the reply has the number of documents on all pages."},
    {"search", "query", Type::Text,
     "The search as JSON text, for clients that cannot send a body with GET."},
    {"all_projects", "query", Type::Boolean,
     "Whether to list the jobs of all projects, which needs the policy rule "
     "jobs:get_all_projects."},
};

/// Where the parameters that all kinds have are read to, in the same order.
constexpr std::optional<std::string> ListParameters::*kMembers[] = {
    &ListParameters::limit, &ListParameters::offset,    &ListParameters::marker,
    &ListParameters::sort,  &ListParameters::withCount,
};

/// The search: in the body, or in the query, for clients that cannot send a body with GET.
Result<Search> searchOf(const Call& call, const Parameters& given) {
  const auto parameter = given.single("search");
  if (!parameter) return parameter.error();
  const std::string& body = call.request.body;
  if (!parameter.value()) return parseSearch(body);
  if (!trimmed(body).empty()) {
    return Error{ErrorCode::InvalidRequest,
                 "The request has two searches: its body and the parameter search."};
  }
  return parseSearch(*parameter.value());
}

Result<ListParameters> readParameters(const Parameters& given) {
  ListParameters wanted;
  for (std::size_t i = 0; i < std::size(kMembers); ++i) {
    auto value = given.single(kParameters[i].name);
    if (!value) return value.error();
    wanted.*kMembers[i] = std::move(value).value();
  }
  return wanted;
}

/// The caller, in the scope of all projects if all_projects is given and allowed.
Result<Caller> scopedCaller(const Call& call, const Parameters& given) {
  Caller caller = call.caller;
  const auto parameter = given.single("all_projects");
  if (!parameter) return parameter.error();
  if (!parameter.value()) return caller;
  if (call.resource().kind != Kind::Job) {
    return Error{ErrorCode::InvalidRequest, "all_projects applies to jobs only."};
  }
  const auto all = parseBoolean("all_projects", *parameter.value());
  if (!all) return all.error();
  if (!all.value()) return caller;

  if (const auto may = call.require("jobs:get_all_projects"); !may) return may.error();
  caller.scope = {Scope::By::Everyone, ""};
  return caller;
}

Result<Query> listQuery(const Call& call, const Parameters& given) {
  auto parameters = readParameters(given);
  if (!parameters) return parameters.error();
  auto search = searchOf(call, given);
  if (!search) return search.error();
  return makeQuery(call.resource(), parameters.value(), std::move(search).value(),
                   call.context.limits.maxLimit);
}

/// The URL of the next page: the same list after the document `lastId`.
std::string nextHref(const Call& call, const Parameters& given, const std::string& lastId) {
  std::string href = call.isV1() ? "/v1/" : "/v2/" + call.variable("project_id") + '/';
  href += call.resource().plural;
  href += "?marker=" + percentEncode(lastId);
  for (const auto& [name, value] : given.all()) {
    if (name == "marker" || name == "offset") continue;
    href += '&' + percentEncode(name) + '=' + percentEncode(value);
  }
  return href;
}

/// The body of a reply, built document by document.
class ListBody {
 public:
  explicit ListBody(const Call& call)
      : call_(call), text_("{\"" + std::string(call.resource().plural) + "\":[") {}

  /// Adds the page in the form of v1.
  Result<PageEnd> addRecords(const Caller& caller, const Query& query) {
    const auto page = call_.freezer.list(call_.resource(), caller, query);
    if (!page) return page.error();
    for (const Record& record : page.value().records) {
      beginDocument(record.id);
      appendShown(text_, call_, record);
    }
    return page.value().end;
  }

  /// Adds the page in the form of v2, which is the stored text.
  Result<PageEnd> addTexts(const Caller& caller, const Query& query) {
    const auto add = [this](std::string_view id, std::string_view text) -> Result<void> {
      beginDocument(id);
      text_ += text;
      return {};
    };
    return call_.freezer.listTexts(call_.resource(), caller, query, add);
  }

  /// Completes the body and returns it.
  std::string end(const Parameters& given, const PageEnd& end) && {
    const std::string plural(call_.resource().plural);
    text_ += "]}";
    if (end.more && !lastId_.empty()) {
      const std::string href = nextHref(call_, given, lastId_);
      appendMember(text_, plural + "_links", R"([{"rel":"next","href":)" + quoteJson(href) + "}]");
    }
    if (end.count) appendMember(text_, "count", std::to_string(*end.count));
    return std::move(text_);
  }

 private:
  void beginDocument(std::string_view id) {
    if (!lastId_.empty()) text_ += ',';
    lastId_ = id;
  }

  const Call& call_;
  std::string text_;
  std::string lastId_;
};

/// A poll of a scheduler is a sign of life of its client (freezer-api-rest(7), "Clients").
void notePoll(const Call& call, const Search& search) {
  if (call.context.lastSeen == nullptr || call.resource().kind != Kind::Job) return;
  const std::string* const client_id = pollingClient(search);
  if (client_id != nullptr) call.context.lastSeen->note(call.caller.scope, *client_id);
}

}  // namespace

std::span<const Parameter> listParameters(const Resource& resource) {
  const std::span<const Parameter> all = kParameters;
  return resource.kind == Kind::Job ? all : all.first(all.size() - 1);  // all_projects is last.
}

Response listDocuments(const Call& call) {
  const auto given = Parameters::parse(call.request.query);
  if (!given) return problem(given.error());
  auto query = listQuery(call, given.value());
  if (!query) return problem(query.error());
  const auto caller = scopedCaller(call, given.value());
  if (!caller) return problem(caller.error());
  std::optional<SearchWatch> watch;
  if (call.context.searches != nullptr) {
    watch.emplace(*call.context.searches, call.request, caller.value().scope.id);
    query.value().proceed = [&watch] { return watch->proceed(); };
  }
  PageMemory::Share memory;
  if (call.context.pages != nullptr) memory = PageMemory::Share(*call.context.pages);
  query.value().hasRoom = [&memory](std::size_t bytes) { return memory.hasRoom(bytes); };

  ListBody body(call);
  const auto end = call.isV1() ? body.addRecords(caller.value(), query.value())
                               : body.addTexts(caller.value(), query.value());
  if (!end) return problem(end.error());
  notePoll(call, query.value().search);
  return {.body = std::move(body).end(given.value(), end.value()), .memory = std::move(memory)};
}

}  // namespace freezer::server
