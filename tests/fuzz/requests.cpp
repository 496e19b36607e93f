#include "tests/fuzz/requests.h"

#include <array>
#include <optional>
#include <string_view>
#include <vector>

namespace freezer::fuzz {
namespace {

using Content = ScratchStore::Content;

constexpr std::array<std::string_view, 3> kIds = {"a", "b", "c"};
constexpr std::array<std::string_view, 3> kBases = {"/v2/p1", "/v2/p2", "/v1"};

// --- Bodies --------------------------------------------------------------------------------------

std::string member(std::string_view name, const std::string& json) {
  return "\"" + std::string(name) + "\":" + json;
}

std::string quoted(const std::string& text) {
  return "\"" + text + "\"";
}

std::string freezerAction(Choices& choices) {
  constexpr std::array<std::string_view, 5> kActions = {
      R"({"action":"backup"})", R"({"action":"backup","mode":"fs","storage":null})",
      R"({"action":"restore","backup_name":"n"})", R"({"action":"wrong"})", "{}"};
  return choices.one(kActions);
}

std::string schedule(Choices& choices) {
  constexpr std::array<std::string_view, 7> kSchedules = {
      "{}",
      R"({"schedule_interval":"1 days"})",
      R"({"schedule_hour":"*/2","event":"start"})",
      R"({"status":"running","current_pid":7})",
      R"({"status":"completed","result":"fail","event":null})",
      R"({"schedule_hour":"25"})",
      R"({"unknown":1})"};
  return choices.one(kSchedules);
}

std::string jobActions(Choices& choices) {
  std::string entries;
  for (std::size_t i = choices.below(3); i > 0; --i) {
    std::string entry;
    const std::size_t form = choices.below(4);
    if (form != 0) entry += member("action_id", quoted(choices.one(kIds)));
    if (form != 1)
      entry += (entry.empty() ? "" : ",") + member("freezer_action", freezerAction(choices));
    if (form == 3) entry += ",\"max_retries\":2";
    entries += (entries.empty() ? "{" : ",{") + entry + "}";
  }
  return "[" + entries + "]";
}

/// A body for documents of the kind; members may be missing, null or wrong.
std::string bodyFor(Kind kind, Choices& choices) {
  std::string members;
  const auto add = [&](std::string_view name, const std::string& json) {
    members += (members.empty() ? "" : ",") + member(name, json);
  };
  const auto maybe = [&](std::string_view name, const std::string& json) {
    const std::size_t form = choices.below(8);
    if (form < 6) add(name, form == 5 ? "null" : json);
  };
  switch (kind) {
    case Kind::Backup:
      maybe("container", quoted("c"));
      maybe("hostname", quoted(choices.one(kIds)));
      maybe("backup_name", quoted("n"));
      if (choices.below(3) == 0)
        add("backup_metadata", R"({"mode":"fs","level":1,"container":null})");
      if (choices.below(3) == 0) add("status", quoted("deleting"));
      break;
    case Kind::Client:
      maybe("client_id", quoted(choices.one(kIds)));
      if (choices.below(3) == 0) add("hostname", quoted(choices.one(kIds)));
      if (choices.below(3) == 0) add("supported_actions", R"(["backup"])");
      if (choices.below(4) == 0) add("is_central", choices.below(3) == 0 ? "false" : "true");
      if (choices.below(4) == 0) add("client", R"({"description":"d"})");
      break;
    case Kind::Job:
      maybe("client_id", quoted(choices.one(kIds)));
      maybe("job_actions", jobActions(choices));
      maybe("job_schedule", schedule(choices));
      if (choices.below(3) == 0) add("job_id", quoted(choices.one(kIds)));
      if (choices.below(3) == 0) add("session_id", quoted(choices.one(kIds)));
      if (choices.below(4) == 0) add("action_defaults", R"({"mode":"fs","container":"c"})");
      break;
    case Kind::Action:
      maybe("freezer_action", freezerAction(choices));
      if (choices.below(2) == 0) add("action_id", quoted(choices.one(kIds)));
      if (choices.below(3) == 0) add("mandatory", "true");
      break;
    case Kind::Session:
      maybe("schedule", schedule(choices));
      if (choices.below(2) == 0) add("session_id", quoted(choices.one(kIds)));
      if (choices.below(3) == 0) add("hold_off", "0");
      if (choices.below(4) == 0) add("jobs", R"({"a":{"client_id":"a"}})");
      break;
  }
  if (choices.below(8) == 0) add("project_id", quoted("p2"));
  if (choices.below(8) == 0) add("description", quoted("d"));
  return "{" + members + "}";
}

std::string searchBody(Choices& choices) {
  constexpr std::array<std::string_view, 6> kSearches = {
      "",
      R"({"match":[{"client_id":"a"}],"match_not":[{"status":"completed"}]})",
      R"({"match":[{"job_schedule.event":""},{"session_id":null}]})",
      R"({"_all":"backup a"})",
      R"({"match":[{"action":"backup"},{"hostname":"b"}],"time_after":1})",
      R"({"match":3})"};
  return choices.one(kSearches);
}

std::string sessionAction(Choices& choices) {
  const std::string job = R"({"job_id":")" + choices.one(kIds) + R"(","current_tag":)" +
                          std::to_string(choices.below(3));
  return choices.below(2) == 0 ? R"({"start":)" + job + "}}"
                               : R"({"end":)" + job + R"(,"result":"success"}})";
}

// --- Requests ------------------------------------------------------------------------------------

/// An ID that may exist: sometimes that of any document of the kind, because the service makes IDs.
std::string idFor(Kind kind, const Content& content, Choices& choices) {
  std::vector<std::string> ids(kIds.begin(), kIds.end());
  for (const auto& [key, record] : content) {
    if (key.first == kind) ids.push_back(record.id);
  }
  return ids[choices.below(ids.size())];
}

/// An If-Match or If-None-Match, which may be that of the document.
std::optional<std::string> tagFor(const Record* record, Choices& choices) {
  switch (choices.below(7)) {
    case 0: return "*";
    case 1: return "\"1\"";
    case 2: return "\"2\"";
    case 3: return record == nullptr ? "W/\"1\"" : "\"" + std::to_string(record->version) + "\"";
    default: return std::nullopt;
  }
}

/// A request about one document: show, replace, patch or delete it.
void askForDocument(Ask& ask, const Content& content, Choices& choices) {
  constexpr std::array<std::string_view, 6> kMethods = {"GET",  "PATCH", "DELETE",
                                                        "POST", "PATCH", "HEAD"};
  constexpr std::array<std::string_view, 2> kUpdates = {"PUT", "UPDATE"};
  const Kind kind = ask.resource->kind;
  server::Request& request = ask.request;
  request.method = choices.one(kMethods);
  if (kind == Kind::Client && request.method == "POST") request.method = choices.one(kUpdates);
  ask.id = idFor(kind, content, choices);
  request.path += "/" + ask.id;
  const bool isRead = request.method == "GET" || request.method == "HEAD";
  (isRead ? request.ifNoneMatch : request.ifMatch) = tagFor(named(content, ask), choices);
  if (!isRead && request.method != "DELETE") request.body = bodyFor(kind, choices);
}

void askForCollection(Ask& ask, Choices& choices) {
  constexpr std::array<std::string_view, 7> kQueries = {
      "",         "limit=1", "with_count=true&limit=2", "sort=created_at:desc", "marker=a",
      "offset=1", "limit=0"};
  server::Request& request = ask.request;
  if (choices.below(4) == 0) {
    request.method = "GET";
    request.query = choices.one(kQueries);
    request.body = searchBody(choices);
  } else {
    request.method = "POST";
    request.body = bodyFor(ask.resource->kind, choices);
  }
}

void askForOperation(Ask& ask, Choices& choices) {
  constexpr std::array<std::string_view, 5> kEvents = {
      R"({"start":null})", R"({"stop":null})", R"({"abort":null})", R"({"fly":null})", "{}"};
  ask.isPlain = false;
  server::Request& request = ask.request;
  const std::string base = request.path.substr(0, request.path.rfind('/'));
  const std::string first = choices.one(kIds);
  switch (choices.below(4)) {
    case 0:
      request.method = "POST";
      request.path = base + "/jobs/" + first + "/event";
      request.body = choices.one(kEvents);
      return;
    case 1:
      request.method = "POST";
      request.path = base + "/sessions/" + first + "/action";
      request.body = sessionAction(choices);
      return;
    default:
      request.method = choices.below(3) == 0 ? "DELETE" : "PUT";
      request.path = base + "/sessions/" + first + "/jobs/" + choices.one(kIds);
  }
}

}  // namespace

const Record* named(const Content& content, const Ask& ask) {
  const auto found = content.find({ask.resource->kind, ask.id});
  if (found == content.end()) return nullptr;
  const Record& record = found->second;
  if (ask.request.path.starts_with("/v1")) return &record;  // All have the same user.
  const bool isCentral = record.text.find("\"is_central\":true") != record.text.npos;
  const bool isOwn = ask.request.path.starts_with("/v2/" + record.project_id + "/");
  return isOwn || isCentral ? &record : nullptr;
}

Ask nextAsk(const Content& content, Choices& choices) {
  Ask ask;
  ask.resource = &resources()[choices.below(resources().size())];
  ask.request.path = choices.one(kBases) + "/" + std::string(ask.resource->plural);
  switch (choices.below(8)) {
    case 0:
    case 1: askForCollection(ask, choices); break;
    case 2:
    case 3: askForOperation(ask, choices); break;
    case 4:
      ask.isPlain = false;
      askForDocument(ask, content, choices);
      ask.request.query = choices.text();
      ask.request.body = choices.text();
      break;
    default: askForDocument(ask, content, choices);
  }
  return ask;
}

}  // namespace freezer::fuzz
