#include <optional>
#include <stdexcept>
#include <utility>

#include "core/json/document.h"
#include "core/rules/records.h"
#include "core/uuid.h"
#include "tests/bench/asks.h"
#include "tests/bench/mariadb_store.h"
#include "tests/bench/rows.h"
#include "tests/bench/seed.h"
#include "tests/bench/servers.h"

namespace freezer::bench {
namespace {

constexpr std::size_t kPythonConnections = 16;
constexpr int kBackups = 10;

/// The project in the headers for the Python service.
std::string projectOf(const std::vector<std::string>& headers) {
  constexpr std::string_view kName = "X-Project-Id: ";
  for (const std::string& header : headers) {
    if (header.starts_with(kName)) return header.substr(kName.size());
  }
  return kProject;
}

/// The documents of one server for the measurements: a client, backups, and jobs with a session
/// each. The destructor deletes them.
class Site {
 public:
  /// `name` is part of the IDs: 30 hexadecimal digits.
  Site(std::uint16_t port, const std::vector<std::string>& headers, const std::string& name)
      : port_(port),
        headers_(headers),
        base_("/v2/" + projectOf(headers)),
        name_(name),
        host_("bench-" + name + ".example.org") {
    create("clients", R"({"client_id":")" + host_ + R"(","hostname":")" + host_ + R"("})");
    for (int i = 0; i < kBackups; ++i) {
      backup_ = create("backups", backupBody(0, 1, kStoredBytes));
    }
    for (std::size_t i = 0; i < kPythonConnections; ++i) {
      created_.push_back(base_ + "/actions/" + actionId(i));
      jobs_.push_back(create("jobs", "{" + jobMembers(i) + "}"));
      // During the hold-off, a job with an old tag may join the run, so the same start can be
      // repeated.
      sessions_.push_back(
          create("sessions", R"({"hold_off":86400,"schedule":{"schedule_interval":"1 days"}})"));
      perform({"PUT", "/sessions/" + sessions_[i] + "/jobs/" + jobs_[i]}, 204);
      perform(sessionAction(i, R"({"start":{"job_id":")" + jobs_[i] + R"(","current_tag":0}})"),
              202);
    }
  }
  Site(const Site&) = delete;
  Site& operator=(const Site&) = delete;
  ~Site() {
    for (auto path = created_.rbegin(); path != created_.rend(); ++path) {
      ask(port_, withHeaders({"DELETE", *path}));
    }
  }

  std::uint16_t port() const { return port_; }

  Requests gets() const { return {{text({"GET", "/backups/" + backup_}), 200, "backup_metadata"}}; }

  Requests lists() const { return {{text({"GET", "/backups?limit=10"}), 200, "backup_metadata"}}; }

  /// Backups that the destructor leaves behind.
  Requests posts() const {
    return {{text({"POST", "/backups", backupBody(0, 1, kStoredBytes)}), 201, "backup_id"}};
  }

  /// PATCHes with the whole job and its result, as schedulers send them.
  Requests patches() const {
    Requests requests;
    for (const std::string& job : jobs_) {
      Document read = parsed(perform({"GET", "/jobs/" + job}, 200));
      read.merge(parsed(R"({"job_schedule":{"time_started":1800000060,"time_ended":-1,)"
                        R"("event":"","status":"running","result":"","current_pid":4711}})"));
      read.remove("/_version");
      requests.push_back({text({"PATCH", "/jobs/" + job, read.text()}), 200, job});
    }
    return requests;
  }

  /// A start for every job, then an end for every job.
  Requests sessionActions() const {
    Requests requests;
    for (const std::string what : {"start", "end"}) {
      for (std::size_t i = 0; i < jobs_.size(); ++i) {
        requests.push_back({text(sessionAction(i, R"({")" + what + R"(":{"job_id":")" + jobs_[i] +
                                                      R"(","current_tag":0,"result":"success"}})")),
                            202, "success"});
      }
    }
    return requests;
  }

 private:
  static Document parsed(const std::string& json) {
    Result<Document> document = Document::parse(json);
    if (!document) throw std::runtime_error("answered " + json);
    return std::move(document).value();
  }

  std::string actionId(std::size_t i) const { return name_ + std::to_string(10 + i); }

  std::string jobMembers(std::size_t i) const {
    return R"("client_id":")" + host_ + R"(","description":"every day","job_actions":[{)" +
           R"("action_id":")" + actionId(i) + R"(","max_retries":5,"max_retries_interval":6,)" +
           R"("freezer_action":{"action":"backup","mode":"fs","storage":"local",)" +
           R"("backup_name":"daily","container":"freezer","path_to_backup":"/srv/daily"}}],)" +
           R"("job_schedule":{"schedule_interval":"1 days"})";
  }

  test::Ask withHeaders(test::Ask ask) const {
    ask.headers = headers_;
    if (!ask.body.empty()) ask.headers.push_back("Content-Type: application/json");
    return ask;
  }

  std::string text(test::Ask ask) const {
    ask.target = base_ + ask.target;
    return test::requestText(withHeaders(std::move(ask)));
  }

  test::Ask sessionAction(std::size_t i, const std::string& body) const {
    return {"POST", "/sessions/" + sessions_[i] + "/action", body};
  }

  std::string perform(test::Ask ask, int status) const {
    ask.target = base_ + ask.target;
    return askFor(status, port_, withHeaders(std::move(ask)));
  }

  /// Creates a document and returns its ID.
  std::string create(const std::string& plural, const std::string& body) {
    const std::string answer = perform({"POST", "/" + plural, body}, 201);
    const std::string kind = plural.substr(0, plural.size() - 1);
    std::string id = parsed(answer).textAt("/" + kind + "_id");
    created_.push_back(base_ + "/" + plural + "/" + id);
    return id;
  }

  const std::uint16_t port_;
  const std::vector<std::string> headers_;
  const std::string base_;
  const std::string name_;
  const std::string host_;
  std::string backup_;
  std::vector<std::string> jobs_;
  std::vector<std::string> sessions_;
  std::vector<std::string> created_;  ///< The paths of the created documents.
};

/// Both sides get the same headers. A smoke test without the Python service compares with a second
/// process of this service.
Outcome compareServices(const Options& options, const Service& service,
                        Requests (Site::*requests)() const) {
  std::optional<Service> standIn;
  if (options.peerPort == 0) {
    const std::filesystem::path store = storeOfBackups(options.stores(), 20, kStoredBytes);
    standIn.emplace(copyOf(store, "peer"));
  }
  const std::string name = newId().substr(0, 30);
  const Site ours(service.port(), options.peerHeaders, name);
  const Site peer(standIn ? standIn->port() : options.peerPort, options.peerHeaders, name);
  const auto measure = [&](const Site& site) {
    return requestsPerSecond(options, site.port(), (site.*requests)(), kPythonConnections);
  };
  return compare(
      options, "req/s", [&] { return measure(ours); }, [&] { return measure(peer); });
}

Outcome compareWithPython(const Options& options, Requests (Site::*requests)() const) {
  const std::filesystem::path store =
      storeOfBackups(options.stores(), options.scaled(10'000), kStoredBytes);
  return compareServices(options, Service(copyOf(store, "ours")), requests);
}

/// Both have empty databases, on the same MariaDB server if its URL is given.
Outcome compareOnMariadb(const Options& options, Requests (Site::*requests)() const) {
  std::filesystem::create_directories(options.stores());
  const MariadbStore store(options.mariadbUrl);
  return compareServices(options, Service(store.url(), options.stores()), requests);
}

}  // namespace

Outcome getOneAgainstPython(const Options& options) {
  return compareWithPython(options, &Site::gets);
}

Outcome patchJobAgainstPython(const Options& options) {
  return compareWithPython(options, &Site::patches);
}

Outcome sessionsAgainstPython(const Options& options) {
  return compareWithPython(options, &Site::sessionActions);
}

Outcome getOneOnMariadbAgainstPython(const Options& options) {
  return compareOnMariadb(options, &Site::gets);
}

Outcome listOnMariadbAgainstPython(const Options& options) {
  return compareOnMariadb(options, &Site::lists);
}

Outcome postOnMariadbAgainstPython(const Options& options) {
  return compareOnMariadb(options, &Site::posts);
}

Outcome patchJobOnMariadbAgainstPython(const Options& options) {
  return compareOnMariadb(options, &Site::patches);
}

}  // namespace freezer::bench
