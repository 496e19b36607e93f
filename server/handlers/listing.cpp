#include "server/handlers/listing.h"

#include <algorithm>
#include <utility>

#include "server/errors.h"
#include "server/handlers/shown.h"
#include "server/uri.h"

namespace freezer::server {
namespace {

/// Bytes of one link, and more than that of _version.
constexpr std::size_t kRoomForMembers = 256;

Result<ListParameters> listParameters(const Parameters& given) {
  ListParameters wanted;
  const std::pair<std::string_view, std::optional<std::string>*> known[] = {
      {"limit", &wanted.limit}, {"offset", &wanted.offset},        {"marker", &wanted.marker},
      {"sort", &wanted.sort},   {"with_count", &wanted.withCount},
  };
  for (const auto& [name, member] : known) {
    auto value = given.single(name);
    if (!value) return value.error();
    *member = std::move(value).value();
  }
  return wanted;
}

/// Widens the scope to all projects when that is asked for and allowed.
Result<Caller> scopedCaller(const Call& call, const Parameters& given) {
  Caller caller = call.caller;
  const auto wish = given.single("all_projects");
  if (!wish) return wish.error();
  if (!wish.value()) return caller;
  if (call.resource().kind != Kind::Job) {
    return Error{ErrorCode::InvalidRequest, "Only jobs can be listed with all_projects."};
  }
  const auto all = parseBoolean("all_projects", *wish.value());
  if (!all) return all.error();
  if (!all.value()) return caller;

  // The rule jobs:get_all_projects (spec, section 6).
  const bool allowed = std::ranges::any_of(
      caller.roles, [](const std::string& role) { return role == "admin" || role == "service"; });
  if (!allowed) {
    return Error{ErrorCode::Forbidden, "all_projects needs the role admin or service."};
  }
  caller.scope = {Scope::By::Everyone, ""};
  return caller;
}

Result<Query> listQuery(const Call& call, const Parameters& given) {
  auto parameters = listParameters(given);
  if (!parameters) return parameters.error();
  auto search = parseSearch(call.request.body);
  if (!search) return search.error();
  return makeQuery(call.resource(), parameters.value(), std::move(search).value(),
                   call.context.limits.maxLimit);
}

/// Where the next page is: the same list after the last document of this one.
std::string nextHref(const Call& call, const Parameters& given, const Record& last) {
  std::string href = call.isV1() ? "/v1/" : "/v2/" + call.variable("project_id") + '/';
  href += call.resource().plural;
  href += "?marker=" + percentEncode(last.id);
  for (const auto& [name, value] : given.all()) {
    if (name == "marker" || name == "offset") continue;
    href += '&' + percentEncode(name) + '=' + percentEncode(value);
  }
  return href;
}

std::string pageText(const Call& call, const Parameters& given, const Page& page) {
  std::size_t size = kRoomForMembers + call.request.query.size();
  for (const Record& record : page.records) size += record.text.size() + kRoomForMembers;

  const std::string plural(call.resource().plural);
  std::string body;
  body.reserve(size);
  body += "{\"" + plural + "\":[";
  for (const Record& record : page.records) {
    if (&record != &page.records.front()) body += ',';
    appendShown(body, call, record);
  }
  body += "]}";
  if (page.more && !page.records.empty()) {
    const std::string href = nextHref(call, given, page.records.back());
    appendMember(body, plural + "_links", R"([{"rel":"next","href":)" + quoteJson(href) + "}]");
  }
  if (page.count) appendMember(body, "count", std::to_string(*page.count));
  return body;
}

}  // namespace

Response listDocuments(const Call& call) {
  const auto given = Parameters::parse(call.request.query);
  if (!given) return problem(given.error());
  const auto query = listQuery(call, given.value());
  if (!query) return problem(query.error());
  const auto caller = scopedCaller(call, given.value());
  if (!caller) return problem(caller.error());
  const auto page = call.freezer.list(call.resource(), caller.value(), query.value());
  if (!page) return problem(page.error());
  return {.body = pageText(call, given.value(), page.value())};
}

}  // namespace freezer::server
