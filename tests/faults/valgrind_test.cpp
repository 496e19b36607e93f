// serve under valgrind: no invalid memory access, no use of uninitialised memory, and no leak.

#include <csignal>

#include "core/resource.h"
#include "tests/server/samples.h"
#include "tests/support/running_server.h"

namespace freezer::test {
namespace {

constexpr std::size_t kMaxBody = 64U << 10U;

/// For hostname "node": by index for some kinds, by the stored text for others.
constexpr const char* kSearch = "?search=%7B%22match%22:%5B%7B%22hostname%22:%22node%22%7D%5D%7D";

class ServeUnderValgrind : public ProgramTest {
 protected:
  /// Ends with status 99 if valgrind has found something.
  RunningServer start(Words options) const {
    options.insert(options.end(), {"--log-file", folder_.path() / "serve.log"});
    return RunningServer(options, environment_,
                         {VALGRIND, "--quiet", "--error-exitcode=99", "--leak-check=full",
                          "--errors-for-leak-kinds=definite", "--show-leak-kinds=definite"});
  }
};

/// Asks the service on one connection.
class Client {
 public:
  explicit Client(std::uint16_t port) : connection_(port) {}

  Reply ask(const Ask& ask, int status) {
    Reply reply = connection_.exchange(ask);
    EXPECT_EQ(reply.status, status) << ask.method << ' ' << ask.target << ": " << reply.body;
    return reply;
  }

  /// Creates a document of each kind below `base`. Returns their paths, in order of resources().
  std::vector<std::string> create(const std::string& base) {
    std::vector<std::string> paths;
    for (const Resource& resource : resources()) {
      const std::string list = base + "/" + std::string(resource.plural);
      const Reply reply = ask({"POST", list, sampleBody(resource.kind)}, 201);
      paths.push_back(list + "/" + reply.at("/" + std::string(resource.idField)));
    }
    return paths;
  }

 private:
  RawClient connection_;
};

void useDocuments(Client& client, const std::string& base) {
  const std::vector<std::string> paths = client.create(base);
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const std::string list = paths[i].substr(0, paths[i].rfind('/'));
    client.ask({"GET", list + "?limit=1"}, 200);
    client.ask({"GET", list + kSearch}, 200);
    const Reply shown = client.ask({"GET", paths[i]}, 200);
    client.ask({"PATCH",
                paths[i],
                samplePatch(resources()[i].kind),
                {"If-Match: " + shown.header("etag")}},
               200);
  }
}

/// Starts and ends a session of one job.
void useSession(Client& client, const std::string& base) {
  const auto create = [&](Kind kind) {
    const Resource& resource = resourceOf(kind);
    const std::string list = base + "/" + std::string(resource.plural);
    return client.ask({"POST", list, sampleBody(kind)}, 201)
        .at("/" + std::string(resource.idField));
  };
  const std::string job = create(Kind::Job);
  const std::string session = base + "/sessions/" + create(Kind::Session);
  const std::string ofJob = R"("job_id":")" + job + "\"";
  client.ask({"PUT", session + "/jobs/" + job}, 204);
  client.ask({"POST", session + "/action", R"({"start":{)" + ofJob + R"(,"current_tag":0}})"}, 202);
  client.ask({"POST", session + "/action",
              R"({"end":{)" + ofJob + R"(,"current_tag":1,"result":"success"}})"},
             202);
}

void removeDocuments(Client& client, const std::string& base) {
  for (const Resource& resource : resources()) {
    const std::string list = base + "/" + std::string(resource.plural);
    const Document page = client.ask({"GET", list}, 200).json();
    const Array documents = page.arrayAt("/" + std::string(resource.plural));
    for (std::size_t i = 0; documents && i < documents.size(); ++i) {
      const Document document = Document::viewOf(asObject(documents[i]));
      const std::string id = document.textAt("/" + std::string(resource.idField));
      client.ask({"DELETE", list + "/" + (id.empty() ? document.textAt("/client/client_id") : id)},
                 204);
    }
  }
}

void sendBadRequests(std::uint16_t port) {
  RawClient(port).send("GET /v1/jobs HTTP/1.1\r\nHost: half of a he");
  Client(port).ask({"POST", "/v1/jobs", "{\"not\": json"}, 400);
  Client(port).ask({"POST", "/v1/jobs", R"({"job_schedule": 1})"}, 400);
  Client(port).ask({"POST", "/v1/backups", std::string(kMaxBody + 1, ' ')}, 413);
  Client(port).ask({"GET", "/nowhere"}, 404);
}

TEST_F(ServeUnderValgrind, KeepsDocuments) {
  environment_["FREEZER_MAX_BODY"] = std::to_string(kMaxBody);
  RunningServer server = start({});
  ASSERT_NE(server.port(), 0) << server.text();
  for (const std::string base : {"/v1", "/v2/default"}) {
    Client client(server.port());
    useDocuments(client, base);
    useSession(client, base);
    removeDocuments(client, base);
  }
  sendBadRequests(server.port());
  EXPECT_EQ(server.endBy(SIGTERM), 0) << server.text();
}

TEST_F(ServeUnderValgrind, LetsAUserLogIn) {
  succeed({"projects", "create", "home"});
  succeed({"users", "create", "alice", "--password-file", "-"}, "alice-secret");
  succeed({"users", "grant", "alice", "--project", "home", "--role", "member"});
  RunningServer server = start({"--auth", "builtin"});
  ASSERT_NE(server.port(), 0) << server.text();
  Client client(server.port());
  const auto login = [](const std::string& password) {
    return Ask{"POST", "/identity/v3/auth/tokens",
               R"({"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"alice",)"
               R"("domain":{"id":"default"},"password":")" +
                   password +
                   R"("}}},"scope":{"project":{"name":"home","domain":{"name":"Default"}}}}})"};
  };
  client.ask(login("wrong"), 401);
  const Reply token = client.ask(login("alice-secret"), 201);
  client.ask({"GET", "/v1/jobs", "", {"X-Auth-Token: " + token.header("x-subject-token")}}, 200);
  client.ask({"GET", "/v1/jobs"}, 401);
  EXPECT_EQ(server.endBy(SIGTERM), 0) << server.text();
}

}  // namespace
}  // namespace freezer::test
