// A sequence of requests to a small store: each answer is the one that the content of the store
// before it calls for, and each change of the content is the one that the request asked for.

#include "server/answer.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <string>
#include <utility>

#include "core/json/document.h"
#include "server/auth/local.h"
#include "tests/fuzz/plain_json.h"
#include "tests/fuzz/requests.h"
#include "tests/fuzz/scratch_store.h"
#include "tests/fuzz/target.h"

namespace freezer::fuzz {
namespace {

using Content = ScratchStore::Content;

constexpr int kMaxRequests = 24;

bool isSame(const Record& left, const Record& right) {
  return left.version == right.version && left.text == right.text &&
         left.updated_at == right.updated_at && left.sidecar == right.sidecar;
}

bool isSame(const Content& left, const Content& right) {
  return std::ranges::equal(left, right, [](const auto& one, const auto& other) {
    return one.first == other.first && isSame(one.second, other.second);
  });
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
  if (method == "GET" || method == "HEAD" || status >= 400) {
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
  static server::Incidents incidents(spdlog::default_logger());
  static const server::Context instance{noauth, policy, incidents, "127.0.0.1:9090"};
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

/// Adds documents that refer to each other.
void addDocuments(Service& service, const std::string& base, const std::string& id) {
  const auto post = [&](Kind kind, std::string body) {
    for (std::size_t at = body.find('$'); at != body.npos; at = body.find('$')) {
      body.replace(at, 1, id);
    }
    service.post(kind, base, body);
  };
  post(Kind::Client, R"({"client_id":"$"})");
  post(Kind::Session, R"({"session_id":"$","schedule":{}})");
  post(Kind::Action, R"({"action_id":"$","freezer_action":{"action":"backup"}})");
  post(Kind::Job, R"({"job_id":"$","client_id":"$","session_id":"$","job_schedule":{},)"
                  R"("job_actions":[{"action_id":"$"}]})");
  post(Kind::Backup, R"({"container":"c","hostname":"$","backup_name":"n"})");
}

}  // namespace

void answer(std::string_view input) {
  static ScratchStore scratch;
  Service service(scratch);
  addDocuments(service, "/v2/p1", "a");
  addDocuments(service, "/v2/p2", "b");
  require(service.content().size() == 10, "documents can be created");
  Choices choices(input);
  for (int i = 0; i < kMaxRequests && !choices.isEmpty(); ++i) {
    service.wait(static_cast<std::int64_t>(choices.below(3)) * 20);
    service.send(nextAsk(service.content(), choices));
  }
  scratch.check();
}

}  // namespace freezer::fuzz
