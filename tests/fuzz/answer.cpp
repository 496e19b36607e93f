// A sequence of requests to a small store: each answer is the one that the content of the store
// before it calls for, and each change of the content is the one that the request asked for.

#include "server/answer.h"

#include <algorithm>
#include <array>

#include "core/json/document.h"
#include "server/auth/local.h"
#include "tests/fuzz/choices.h"
#include "tests/fuzz/plain_json.h"
#include "tests/fuzz/scratch_store.h"
#include "tests/fuzz/target.h"

namespace freezer::fuzz {
namespace {

using Content = ScratchStore::Content;

constexpr int kMaxRequests = 24;

constexpr std::array<std::string_view, 3> kIds = {"a", "b", "c"};
constexpr std::array<std::string_view, 3> kBases = {"/v2/p1", "/v2/p2", "/v1"};

/// What is asked, and what that means to the model.
struct Ask {
  server::Request request;
  const Resource* resource = nullptr;
  std::string id;       ///< Of the document in the path; empty: a collection.
  bool isPlain = true;  ///< Whether it is about one document only.
};

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

/// The document that the path names, as its caller sees the store, or null.
const Record* named(const Content& content, const Ask& ask) {
  const auto found = content.find({ask.resource->kind, ask.id});
  if (found == content.end()) return nullptr;
  const Record& record = found->second;
  if (ask.request.path.starts_with("/v1")) return &record;  // All have the same user.
  const bool isCentral = record.text.find("\"is_central\":true") != record.text.npos;
  const bool isOwn = ask.request.path.starts_with("/v2/" + record.project_id + "/");
  return isOwn || isCentral ? &record : nullptr;
}

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

// --- The model -----------------------------------------------------------------------------------

bool isSame(const Record& left, const Record& right) {
  return left.version == right.version && left.text == right.text &&
         left.updated_at == right.updated_at && left.sidecar == right.sidecar;
}

bool isSame(const Content& left, const Content& right) {
  return std::ranges::equal(left, right, [](const auto& one, const auto& other) {
    return one.first == other.first && isSame(one.second, other.second);
  });
}

bool isSuccess(int status) {
  return status < 400;
}

/// Whether If-Match names another version than that of the document.
bool isOutdated(const server::Request& request, const Record* record) {
  if (!request.ifMatch) return false;
  if (record == nullptr) return true;
  return *request.ifMatch != "*" &&
         *request.ifMatch != "\"" + std::to_string(record->version) + "\"";
}

void checkShown(const Ask& ask, const server::Response& response, const Record* record) {
  if (record == nullptr) return require(response.status == 404, "GET of no document is 404");
  const std::string tag = "\"" + std::to_string(record->version) + "\"";
  const bool isKnown = ask.request.ifNoneMatch == "*" || ask.request.ifNoneMatch == tag;
  require(response.status == (isKnown ? 304 : 200), "GET of a document is 200, or 304");
  require(response.headers.size() == 1 && response.headers[0].value == tag,
          "a document has its ETag");
}

void checkChanged(const Ask& ask, const server::Response& response, const Record* before,
                  const Record* after) {
  const std::string& method = ask.request.method;
  const int status = response.status;
  if (status == 400 || status == 405 || status == 422) return;
  const bool isV1 = ask.request.path.starts_with("/v1");
  if (method == "POST") {
    if (isOutdated(ask.request, before))
      return require(status == 412, "an outdated replace is 412");
    if (before == nullptr && status == 404) return;  // Another project has it.
    if (status == 409) return;                       // An action, in another project.
    require(status == 201 && after != nullptr, "a replace is 201");
  } else if (before == nullptr) {
    const bool isDelete = method == "DELETE";
    require(status == (isDelete && !isV1 ? 204 : 404), "a change of no document is 404");
    return;
  } else if (status == 403 || status == 409) {  // Of a central client.
    return require(ask.resource->kind == Kind::Client, "only clients are in other projects");
  } else if (isOutdated(ask.request, before)) {
    return require(status == 412, "an outdated change is 412");
  } else if (method == "DELETE") {
    return require(status == 204 && after == nullptr, "a document that is deleted is gone");
  } else {
    require(status == 200 && after != nullptr, "a change is 200");
  }
  const auto body = Document::parse(response.body);
  require(body && body.value().integerAt("/version", 0) == after->version,
          "a change answers with the version");
  require(after->version == (before == nullptr ? 1 : before->version + 1),
          "a change is one version");
}

void checkCreated(const Ask& ask, const server::Response& response, const Content& before,
                  const Content& after) {
  if (response.status != 201) return require(response.status >= 400, "a create is 201");
  const auto body = Document::parse(response.body);
  require(static_cast<bool>(body), "a create answers with JSON");
  const ScratchStore::Key key{ask.resource->kind,
                              body.value().textAt("/" + std::string(ask.resource->idField))};
  require(after.contains(key), "what is created exists");
  require(!before.contains(key) || key.first == Kind::Client, "a create makes something new");
}

/// What no request does to other documents.
void checkContent(const Ask& ask, const Content& before, const Content& after) {
  for (const auto& [key, record] : before) {
    const auto found = after.find(key);
    if (found == after.end()) {
      require(
          ask.request.method == "DELETE" && key.first == ask.resource->kind && key.second == ask.id,
          "only DELETE deletes, and one document only");
      continue;
    }
    const Record& now = found->second;
    require(now.project_id == record.project_id && now.created_at == record.created_at,
            "the owner and the creation time never change");
    require(now.version >= record.version, "versions rise");
    require(now.text == record.text || now.version > record.version, "a change has a new version");
  }
}

void check(const Ask& ask, const server::Response& response, const Content& before,
           const Content& after) {
  const std::string& method = ask.request.method;
  const int status = response.status;
  if (status >= 500) throw Broken("a request fails: " + response.detail);
  require(isSuccess(status) == (response.detail.empty() && status < 400),
          "a refusal has no detail");
  if (method == "GET" || method == "HEAD" || !isSuccess(status)) {
    require(isSame(before, after), "what is not a change changes nothing");
  }
  require(response.body.empty() == (status == 204 || status == 304), "an answer has a body");
  require(response.body.empty() || readPlain(response.body, 1000).has_value(), "a body is JSON");
  checkContent(ask, before, after);
  if (!ask.isPlain) return;
  if (ask.id.empty()) {
    if (method == "POST") checkCreated(ask, response, before, after);
  } else if (method == "GET") {
    checkShown(ask, response, named(before, ask));
  } else if (method != "HEAD") {
    checkChanged(ask, response, named(before, ask), named(after, ask));
  }
}

const server::Context& context() {
  static const server::NoAuth noauth("admin", "default");
  static const Policy policy;
  static const server::Context instance{noauth, policy, "127.0.0.1:9090"};
  return instance;
}

/// The service, and what its store has to contain.
class Service {
 public:
  explicit Service(ScratchStore& scratch)
      : scratch_(scratch), freezer_(scratch.store(), [this] { return now_; }) {
    scratch_.clear();
  }

  const Content& content() const { return content_; }
  void wait(std::int64_t seconds) { now_ += seconds; }

  void send(const Ask& ask) {
    const server::Response response = server::answer(freezer_, context(), ask.request);
    Content after = scratch_.content();
    check(ask, response, content_, after);
    content_ = std::move(after);
  }

  void post(Kind kind, const std::string& base, const std::string& body) {
    Ask ask;
    ask.resource = &resourceOf(kind);
    ask.request.method = "POST";
    ask.request.path = base + "/" + std::string(ask.resource->plural);
    ask.request.body = body;
    send(ask);
  }

 private:
  ScratchStore& scratch_;
  std::int64_t now_ = 1'700'000'000;
  Freezer freezer_;
  Content content_;
};

/// Documents that refer to each other, in two projects.
void addDocuments(Service& service) {
  for (const auto& [base, id] : {std::pair("/v2/p1", "\"a\""), std::pair("/v2/p2", "\"b\"")}) {
    const std::string text = id;
    service.post(Kind::Client, base, "{" + member("client_id", text) + "}");
    service.post(Kind::Session, base, "{" + member("session_id", text) + R"(,"schedule":{}})");
    service.post(Kind::Action, base,
                 "{" + member("action_id", text) + R"(,"freezer_action":{"action":"backup"}})");
    service.post(Kind::Job, base,
                 "{" + member("job_id", text) + "," + member("client_id", text) + "," +
                     member("session_id", text) + R"(,"job_schedule":{},"job_actions":[{)" +
                     member("action_id", text) + "}]}");
  }
  service.post(Kind::Backup, "/v2/p1", R"({"container":"c","hostname":"a","backup_name":"n"})");
  require(service.content().size() == 9, "documents can be created");
}

}  // namespace

void answer(std::string_view input) {
  static ScratchStore scratch;
  Service service(scratch);
  addDocuments(service);
  Choices choices(input);
  for (int i = 0; i < kMaxRequests && !choices.isEmpty(); ++i) {
    service.wait(static_cast<std::int64_t>(choices.below(3)) * 20);
    service.send(nextAsk(service.content(), choices));
  }
  scratch.check();
}

}  // namespace freezer::fuzz
