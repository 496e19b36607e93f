// import --from: the REST API of a running service.

#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <map>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "tests/support/certificates.h"
#include "tests/support/fake_http_server.h"
#include "tests/support/running_server.h"

namespace freezer::test {
namespace {

namespace fs = std::filesystem;
using Answer = FakeHttpServer::Answer;
using Asked = FakeHttpServer::Asked;

/// Lines of an export without what the API does not show.
Words documentsOf(const std::string& lines) {
  Words documents;
  for (const std::string& line : linesOf(lines)) {
    Document document = parsed(line);
    for (const char* const name :
         {"/version", "/created_at", "/updated_at", "/updated_by", "/user_name"}) {
      document.remove(name);
    }
    documents.push_back(document.text());
  }
  return documents;
}

class ImportServiceTest : public ProgramTest {
 protected:
  ImportServiceTest() { environment_["OS_TOKEN"] = "some-token"; }

  Words elsewhere(Words words) const {
    words.insert(words.end(), {"--db", "sqlite:///" + (folder_.path() / "other").string()});
    return words;
  }

  Words import(const std::string& url, const Words& more = {"--project", "default"}) const {
    Words words = {"import", "--from", url};
    words.insert(words.end(), more.begin(), more.end());
    return elsewhere(std::move(words));
  }

  /// Documents of all kinds, more than one page of backups.
  void seed() const {
    EXPECT_EQ(run({"seed", "--clients", "3", "--jobs", "7", "--sessions", "2", "--backups", "230",
                   "--until", "2026-01-31"})
                  .status,
              0);
  }

  std::string exported() const { return succeed(elsewhere({"export"})); }

  void expectSameDocuments() const {
    const Words here = documentsOf(succeed({"export"}));
    const Words there = documentsOf(exported());
    ASSERT_EQ(here.size(), there.size());
    for (std::size_t i = 0; i < here.size(); ++i) EXPECT_EQ(here[i], there[i]);
  }

  /// The last line of the messages of an import that succeeds.
  std::string summary(const Words& words) const {
    const Outcome outcome = run(words);
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    const Words lines = linesOf(outcome.err);
    return lines.empty() ? "" : lines.back();
  }
};

std::string urlOf(const RunningServer& server) {
  return "http://127.0.0.1:" + std::to_string(server.port());
}

/// The number in a query: 100 for "limit" in "limit=100&offset=0"; -1: none.
std::int64_t numberIn(const std::string& query, const std::string& name) {
  const std::size_t place = query.find(name + "=");
  return place == std::string::npos ? -1 : std::stoll(query.substr(place + name.size() + 1));
}

/// Answers as the Python service: lists by limit and offset, and documents by their IDs.
class PythonService {
 public:
  /// Adds a document to a list; `json` has members in single quotes.
  void add(const std::string& kind, const std::string& id, std::string json) {
    std::ranges::replace(json, '\'', '"');
    lists_[kind].emplace_back(id, std::move(json));
  }

  Answer operator()(const Asked& asked) const {
    const fs::path path = asked.path;
    const auto list = lists_.find(path.filename().string());
    const bool isList = numberIn(asked.query, "limit") > 0;
    return isList ? page(path.filename(), list == lists_.end() ? List() : list->second, asked)
                  : document(path);
  }

 private:
  using List = std::vector<std::pair<std::string, std::string>>;

  static Answer page(const std::string& kind, const List& list, const Asked& asked) {
    std::string entries;
    const auto begin = static_cast<std::size_t>(numberIn(asked.query, "offset"));
    const auto limit = static_cast<std::size_t>(numberIn(asked.query, "limit"));
    for (std::size_t i = begin; i < std::min(list.size(), begin + limit); ++i) {
      entries.append(entries.empty() ? "" : ", ").append(list[i].second);
    }
    return {200, R"({")" + kind + R"(": [)" + entries + "]}"};
  }

  Answer document(const fs::path& path) const {
    const auto list = lists_.find(path.parent_path().filename().string());
    if (list == lists_.end()) return {404};
    const auto found = std::ranges::find(list->second, path.filename().string(),
                                         &std::pair<std::string, std::string>::first);
    return found == list->second.end() ? Answer{404} : Answer{200, found->second};
  }

  std::map<std::string, List> lists_;
};

/// A client as 13.0.0 shows it.
std::string client(const std::string& id) {
  return "{'project_id': 'default', 'user_id': 'bob', 'client': {'uuid': '" + id +
         "', 'hostname': null, 'client_id': '" + id + "', 'description': null}}";
}

TEST_F(ImportServiceTest, AnotherStoreGetsTheSameDocuments) {
  seed();
  const RunningServer server({}, environment_);
  const Outcome first = run(import(urlOf(server), {"--project", "default", "-f", "json"}));
  EXPECT_EQ(first.status, 0) << first.err;
  expectSameDocuments();
  const auto kinds = parsedList(first.out);
  EXPECT_EQ(kinds.size(), 5U);
  for (const Document& kind : kinds) {
    EXPECT_GT(kind.integerAt("/rows", 0), 0);
    EXPECT_EQ(kind.integerAt("/imported", -1), kind.integerAt("/rows", 0));
    EXPECT_EQ(kind.textAt("/digest_read").size(), 16U);
    EXPECT_EQ(kind.textAt("/digest_read"), kind.textAt("/digest_stored"));
  }
  EXPECT_EQ(run(elsewhere({"db", "check"})).status, 0);
}

TEST_F(ImportServiceTest, ASecondRunBringsOnlyWhatHasChanged) {
  seed();
  const RunningServer server({}, environment_);
  const Outcome first = run(import(urlOf(server)));
  ASSERT_EQ(first.status, 0) << first.err;
  const std::string before = exported();
  EXPECT_NE(summary(import(urlOf(server))).find("imported 0; skipped "), std::string::npos);
  EXPECT_NE(summary(import(urlOf(server))).find("; replaced 0; refused 0"), std::string::npos);
  EXPECT_EQ(exported(), before);

  const std::string id =
      parsedList(run({"jobs", "list", "--limit", "1"}).out).at(0).textAt("/job_id");
  succeed({"jobs", "patch", id, "--description", "changed"});
  EXPECT_NE(summary(import(urlOf(server))).find("; replaced 1; refused 0"), std::string::npos);
  expectSameDocuments();
}

TEST_F(ImportServiceTest, ADryRunStoresNothing) {
  seed();
  const RunningServer server({}, environment_);
  EXPECT_NE(summary(import(urlOf(server), {"--project", "default", "--dry-run"}))
                .find("dry run, nothing was stored: imported "),
            std::string::npos);
  EXPECT_EQ(exported(), "");
}

TEST_F(ImportServiceTest, WithoutAProjectV1ShowsTheDocumentsOfTheUser) {
  seed();
  const RunningServer server({}, environment_);
  EXPECT_EQ(run(import(urlOf(server), {})).status, 0);
  expectSameDocuments();
  // v1 shows the name of the user, which v2 does not.
  EXPECT_NE(exported().find("\"user_name\":"), std::string::npos);
}

TEST_F(ImportServiceTest, TheProjectCanComeFromTheEnvironmentAndTheAddress) {
  std::mutex mutex;
  Words paths;  // Protected by mutex.
  const FakeHttpServer server([&](const Asked& asked) {
    const std::lock_guard lock(mutex);
    paths.push_back(asked.path);
    return PythonService()(asked);
  });
  const auto firstPath = [&](const std::string& place) {
    EXPECT_EQ(run(import(server.url() + place, {})).status, 0);
    const std::lock_guard lock(mutex);
    const std::string first = paths.at(0);
    paths.clear();
    return first;
  };
  environment_["OS_PROJECT_ID"] = "p1";
  EXPECT_EQ(firstPath("/freezer/"), "/freezer/v2/p1/clients");
  EXPECT_EQ(firstPath("/v2/p1"), "/v2/p1/clients");
  EXPECT_EQ(firstPath("/v1"), "/v1/clients");
}

TEST_F(ImportServiceTest, TheFormOfThePythonServiceIsUnderstood) {
  PythonService service;
  service.add("clients", "node1", client("node1"));
  service.add("actions", "a1",
              "{'project_id': 'default', 'user_id': 'bob', 'timeout': null, 'action_id': 'a1', "
              "'mandatory': null, 'max_retries': 5, 'max_retries_interval': 6, 'freezer_action': "
              "{'action': 'backup', 'mode': 'fs', 'timeout': null}}");
  service.add("sessions", "s1",
              "{'session_id': 's1', 'project_id': 'default', 'user_id': 'bob', 'result': null, "
              "'description': 'd', 'schedule': {'schedule_date': null}, 'status': 'active', "
              "'jobs': {'gone': {}, 'j1': {'client_id': 'node1', 'status': 'completed', "
              "'result': 'success', 'time_started': '', 'time_ended': ''}}}");
  service.add("jobs", "j1",
              "{'job_id': 'j1', 'project_id': 'default', 'user_id': 'bob', 'client_id': 'node1', "
              "'session_id': 's1', 'session_tag': 0, 'description': '', 'job_schedule': "
              "{'time_created': 1700000000, 'current_pid': null, 'status': 'scheduled'}, "
              "'job_actions': [{'action_id': 'a1', 'freezer_action': {'action': 'backup', "
              "'mode': 'fs'}}, {'action_id': 'a1', 'freezer_action': {'action': 'info'}}]}");
  service.add("jobs", "j2",
              "{'job_id': 'j2', 'project_id': 'default', 'user_id': 'bob', 'client_id': 'node1', "
              "'session_id': 'gone', 'session_tag': 0, 'job_schedule': '', 'job_actions': ''}");
  service.add("backups", "b1",
              "{'backup_id': 'b1', 'project_id': null, 'user_id': 'bob', 'user_name': 'Bob', "
              "'backup_metadata': {'container': 'c', 'hostname': 'h', 'backup_name': 'n', "
              "'time_stamp': 1600000000}}");
  const FakeHttpServer server(service);

  const Outcome first = run(import(server.url(), {"--project", "default", "-f", "json"}));
  EXPECT_EQ(first.status, 0) << first.err;
  EXPECT_NE(first.err.find("sessions s1: its entry of the job \"gone\", which does not exist"),
            std::string::npos)
      << first.err;
  EXPECT_NE(first.err.find("jobs j2: its session \"gone\" does not exist"), std::string::npos);
  EXPECT_EQ(first.err.find("stored as it is"), std::string::npos) << first.err;
  for (const Document& kind : parsedList(first.out)) {
    EXPECT_EQ(kind.textAt("/digest_read"), kind.textAt("/digest_stored")) << kind.text();
  }
  const Words lines = linesOf(exported());
  ASSERT_EQ(lines.size(), 7U);  // With the changed action of j1.
  const Document backup = parsed(lines.back());
  EXPECT_EQ(backup.integerAt("/created_at", 0), 1600000000);
  EXPECT_EQ(backup.textAt("/user_name"), "Bob");
  EXPECT_EQ(run(elsewhere({"db", "check"})).status, 0);

  const std::string before = exported();
  EXPECT_NE(summary(import(server.url())).find("imported 0; skipped 6; replaced 0; refused 0"),
            std::string::npos);
  EXPECT_EQ(exported(), before);
}

TEST_F(ImportServiceTest, DocumentsThatCannotBeImportedAreNamed) {
  PythonService service;
  service.add("clients", "good", client("good"));
  service.add("clients", "bad", "'text'");
  service.add("clients", "odd", client("odd?"));
  service.add("backups", "b1", "{'backup_id': 'b1', 'project_id': 'default', 'user_id': 'bob'}");
  const FakeHttpServer server(service);
  const Outcome outcome = run(import(server.url()));
  EXPECT_EQ(outcome.status, 5);
  EXPECT_NE(outcome.err.find("clients, document 2 of the service: is not an object"),
            std::string::npos)
      << outcome.err;
  EXPECT_NE(outcome.err.find("clients odd?: "), std::string::npos) << outcome.err;
  EXPECT_NE(outcome.err.find("backups b1: /backup_metadata"), std::string::npos) << outcome.err;
  EXPECT_NE(outcome.err.find("imported 2; skipped 0; replaced 0; refused 2"), std::string::npos);
  const Outcome strict = run(import(server.url(), {"--project", "default", "--strict"}));
  EXPECT_EQ(strict.status, 5);
  EXPECT_NE(strict.err.find("nothing was imported, because clients"), std::string::npos)
      << strict.err;
}

TEST_F(ImportServiceTest, AListThatShiftsWhileItIsReadIsNamed) {
  PythonService before;
  PythonService after;
  after.add("clients", "new", client("new"));
  for (int i = 0; i < 150; ++i) {
    const std::string id = "node" + std::to_string(i);
    before.add("clients", id, client(id));
    after.add("clients", id, client(id));
  }
  const FakeHttpServer server([&](const Asked& asked) {
    return numberIn(asked.query, "offset") == 0 ? before(asked) : after(asked);
  });
  const Outcome outcome = run(import(server.url()));
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_NE(outcome.err.find("the list changed while it was read, and documents may be missing"),
            std::string::npos)
      << outcome.err;
  EXPECT_NE(outcome.err.find("imported 150; "), std::string::npos) << outcome.err;
}

TEST_F(ImportServiceTest, AMarkerThatWasDeletedIsNoEnd) {
  constexpr int kDeleted = 99;  // The last document of the first page.
  constexpr int kClients = 250;
  PythonService before;
  PythonService after;
  for (int i = 0; i < kClients; ++i) {
    const std::string id = "node" + std::to_string(i);
    before.add("clients", id, client(id));
    if (i != kDeleted) after.add("clients", id, client(id));
  }
  bool isFirst = true;
  // Marks the pages as this service does.
  const FakeHttpServer server([&](Asked asked) -> Answer {
    if (!asked.path.ends_with("/clients")) return after(asked);
    const std::size_t marker = asked.query.find("marker=node");
    if (marker != std::string::npos) {
      const int number = std::stoi(asked.query.substr(marker + 11));
      if (number == kDeleted) return {400};
      const int begin = number < kDeleted ? number + 1 : number;
      asked.query = "limit=100&offset=" + std::to_string(begin);
    }
    Answer answer = std::exchange(isFirst, false) ? before(asked) : after(asked);
    if (numberIn(asked.query, "offset") + 100 < kClients - 1) {
      answer.body.insert(1, R"("clients_links": [{"rel": "next", "href": "/"}], )");
    }
    return answer;
  });
  const Outcome outcome = run(import(server.url()));
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_NE(outcome.err.find("the list changed while it was read"), std::string::npos)
      << outcome.err;
  EXPECT_NE(outcome.err.find("imported 250; "), std::string::npos) << outcome.err;
}

TEST_F(ImportServiceTest, TheTokenDecidesWhatIsRead) {
  seed();
  succeed({"projects", "create", "default", "--id", "default"});
  succeed({"users", "create", "alice", "--password-file", "-"}, "pa55word of alice\n");
  succeed({"users", "grant", "alice", "--project", "default", "--role", "reader"});
  const RunningServer server({"--auth", "builtin"}, environment_);
  fail(import(urlOf(server)), 9, "the service does not accept the token");
  environment_["OS_TOKEN"] = succeed({"tokens", "create", "alice", "--project", "default"});
  fail(import(urlOf(server), {"--project", "other"}), 9, "must be its project");
  const Outcome outcome = run(import(urlOf(server)));
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  expectSameDocuments();
}

TEST_F(ImportServiceTest, AListThatNeverEndsIsAnError) {
  for (const int pages : {1, 2, 7}) {
    std::atomic<int> asked = 0;
    const FakeHttpServer server([&](const Asked& /*asked*/) {
      const std::string id = "node" + std::to_string(asked++ % pages);
      std::string text = client(id);
      std::ranges::replace(text, '\'', '"');
      return Answer{200, "{\"clients\": [" + text + "]}"};
    });
    const Outcome outcome = run(import(server.url(), {"--project", "default", "--dry-run"}));
    EXPECT_EQ(outcome.status, 7);
    EXPECT_NE(outcome.err.find("the list of clients repeats itself"), std::string::npos)
        << outcome.err;
    EXPECT_LT(asked, 50);
  }
}

TEST_F(ImportServiceTest, APageThatIsTooLargeIsReadInParts) {
  PythonService service;
  const std::string text(1024 * 1024, 'x');
  for (int i = 0; i < 17; ++i) {
    const std::string id = "b" + std::to_string(i);
    service.add("backups", id,
                "{'backup_id': '" + id + "', 'project_id': 'default', 'user_id': 'bob', " +
                    "'backup_metadata': {'container': 'c', 'hostname': 'h', 'backup_name': 'n', "
                    "'text': '" +
                    text + "'}}");
  }
  const FakeHttpServer server(service);
  EXPECT_NE(summary(import(server.url())).find("imported 17; "), std::string::npos);
}

TEST_F(ImportServiceTest, ASilentServiceIsGivenUp) {
  std::atomic<bool> isDone = false;
  const FakeHttpServer silent([&](const Asked& /*asked*/) {
    while (!isDone) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    return Answer{500};
  });
  const auto begin = std::chrono::steady_clock::now();
  fail(import(silent.url(), {"--timeout", "1"}), 7, "no answer within 1 s");
  isDone = true;
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
}

TEST_F(ImportServiceTest, AnAnswerThatNeverEndsIsGivenUp) {
  const FakeHttpServer large([](const Asked& /*asked*/) { return Answer{.endless = true}; });
  fail(import(large.url(), {}), 5, "is larger than 16777216 bytes");
  // A server that sends a byte at a time meets every deadline of a single read.
  const FakeHttpServer slow([](const Asked& /*asked*/) {
    return Answer{.endless = true, .pause = std::chrono::milliseconds(20)};
  });
  fail(import(slow.url(), {"--timeout", "1"}), 7, "no answer within 1 s");
}

TEST_F(ImportServiceTest, TheAnswersOfOtherServersAreExplained) {
  struct Case {
    Answer answer;
    int status;
    std::string message;
  };
  const Case cases[] = {
      {{401}, 9, "/v1/clients?limit=100&offset=0: the service does not accept the token"},
      {{403}, 9, "--project, or OS_PROJECT_ID, must be its project"},
      {{404}, 3, "there is no Freezer service at this address"},
      {{503}, 8, "the service answers with status 503: try again later"},
      {{500}, 7, "the service answers with status 500: see the log of the service"},
      {{.status = 302, .headers = {{"Location", "https://other/"}}},
       2,
       "the service redirects to https://other/: give the address there with --from"},
      {{200, "<html></html>"}, 7, "the answer is not that of a Freezer service: "},
      {{200, "{}"}, 7, "the answer is not that of a Freezer service: it has no list clients"},
      {{200, R"({"clients": [)"}, 7, "the answer is not that of a Freezer service: "},
      {{.raw = "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{\"clients\": []}"},
       7,
       "the answer is cut short"},
      {{.raw = ""}, 7, "the connection was closed without an answer"},
      {{.raw = "SSH-2.0-OpenSSH\r\n"}, 7, "127.0.0.1:"},
  };
  for (const Case& each : cases) {
    const FakeHttpServer server([&](const Asked& /*asked*/) { return each.answer; });
    fail(import(server.url(), {}), each.status, each.message);
  }
}

TEST_F(ImportServiceTest, AServiceThatIsNotThereIsNamed) {
  std::string url;
  {
    const FakeHttpServer server([](const Asked& /*asked*/) { return Answer(); });
    url = server.url();
  }
  fail(import(url), 7, url + ": nothing listens there");
  fail(import("http://does-not-exist.invalid:1"), 7, "http://does-not-exist.invalid:1: ");
}

TEST_F(ImportServiceTest, TheTokenIsSentAndComesFromAFileOrTheEnvironment) {
  std::mutex mutex;
  std::string sent;  // Protected by mutex.
  const FakeHttpServer server([&](const Asked& asked) {
    const std::lock_guard lock(mutex);
    sent = asked.token;
    return PythonService()(asked);
  });
  const auto sentBy = [&](const Words& options) {
    EXPECT_EQ(run(import(server.url(), options)).status, 0);
    const std::lock_guard lock(mutex);
    return sent;
  };
  EXPECT_EQ(sentBy({"--project", "default"}), "some-token");
  const std::string path = file("token", "token-of-the-file\nmore\n");
  ::chmod(path.c_str(), 0600);
  EXPECT_EQ(sentBy({"--token-file", path}), "token-of-the-file");

  ::chmod(path.c_str(), 0640);
  fail(import(server.url(), {"--token-file", path}), 2, "chmod 600 " + path);
  fail(import(server.url(), {"--token-file", "/missing"}), 2,
       "cannot read the token from /missing");
  environment_["OS_TOKEN"] = "two words";
  fail(import(server.url()), 2, "OS_TOKEN does not hold a token");
  environment_.erase("OS_TOKEN");
  fail(import(server.url()), 2, "--from needs a token of the service");
}

TEST_F(ImportServiceTest, WrongOptionsAreUsageErrors) {
  fail(import("http://bob:secret@host"), 2, "must be a URL without user and password");
  EXPECT_EQ(run(import("http://bob:secret@host")).err.find("secret"), std::string::npos);
  fail(import("http://"), 2, "give http://HOST:PORT");
  fail(import("http://host:port"), 2, "is not a valid URL");
  fail(import("http://host/?a=b"), 2, "without query");
  fail(import("http://host", {"--timeout", "0"}), 2, "--timeout must be a number of seconds");
  fail(import("sqlite:////nowhere", {"--timeout", "1"}), 2, "need --from with an http");
}

TEST_F(ImportServiceTest, TheCertificateOfTheServiceIsVerified) {
  seed();
  const Certificate ca = makeCertificate(folder_.path(), {"ca"});
  const Certificate service = makeCertificate(folder_.path(), {"localhost"}, &ca);
  const RunningServer server({"--tls-cert", service.file, "--tls-key", service.key}, environment_);
  const std::string port = std::to_string(server.port());
  const Words project = {"--project", "default"};
  fail(import("https://localhost:" + port, project), 7, "name the certificates to trust");
  const Outcome trusted =
      run(import("https://localhost:" + port, {"--project", "default", "--ca-file", ca.file}));
  EXPECT_EQ(trusted.status, 0) << trusted.err;
  expectSameDocuments();
  environment_["OS_CACERT"] = ca.file;
  const Outcome again = run(import("https://localhost:" + port, project));
  EXPECT_EQ(again.status, 0) << again.err;
  // The certificate is of another host.
  fail(import("https://127.0.0.1:" + port, project), 7, "name the certificates to trust");
}

}  // namespace
}  // namespace freezer::test
