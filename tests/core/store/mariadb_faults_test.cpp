// A MariaDB server that fails: what was acknowledged stays, and each message says what to do.

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <random>
#include <set>
#include <stdexcept>
#include <thread>

#include "core/freezer.h"
#include "core/rules/invariants.h"
#include "core/store/open.h"
#include "tests/support/certificates.h"
#include "tests/support/mariadb_data.h"
#include "tests/support/mariadb_server.h"
#include "tests/support/mariadb_session.h"
#include "tests/support/shared_mariadb.h"
#include "tests/support/temporary_folder.h"

namespace freezer::test {
namespace {

const Caller kWriter{"alice", "Alice", "p1", {Scope::By::Project, "p1"}};

Result<Record> create(Freezer& freezer, Kind kind, const std::string& body) {
  return freezer.create(resourceOf(kind), kWriter, Document::parse(body).value());
}

/// Kills a random connection to a database again and again, while it exists.
class ConnectionKiller {
 public:
  ConnectionKiller(const MariadbAdmin& server, const std::string& database)
      : thread_([this, socket = server.socket(), database] { run(socket, database); }) {}
  ~ConnectionKiller() { isOver_ = true; }
  ConnectionKiller(const ConnectionKiller&) = delete;
  ConnectionKiller& operator=(const ConnectionKiller&) = delete;

  int killed() const { return killed_; }

 private:
  void run(const std::string& socket, const std::string& database) {
    MariadbSession session(socket);
    std::minstd_rand random;
    std::uniform_int_distribution<int> milliseconds(0, 50);
    while (!isOver_) {
      // Any moment of an operation, but not of each one.
      std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds(random)));
      const auto ids = session.texts("SELECT id FROM information_schema.processlist WHERE db = '" +
                                     database + "' ORDER BY rand() LIMIT 1");
      if (ids.empty()) continue;
      try {
        session.execute("KILL " + ids.front());
        ++killed_;
      } catch (const std::runtime_error&) {
        continue;  // It has ended by itself.
      }
    }
  }

  std::atomic<bool> isOver_ = false;
  std::atomic<int> killed_ = 0;
  std::jthread thread_;  ///< The last member: it uses the others.
};

std::multiset<std::string> backupNames(const Freezer& freezer) {
  std::multiset<std::string> names;
  Query all;
  all.limit = kNoLimit;
  const auto page = freezer.list(resourceOf(Kind::Backup), kWriter, all);
  for (const Record& record : page.value().records) {
    names.insert(Document::parse(record.text).value().textAt("/backup_metadata/backup_name"));
  }
  return names;
}

TEST(MariadbFaults, ConnectionsThatAreKilledAtAnyStatementLoseNothing) {
  constexpr int kWriters = 4;
  constexpr int kMostKills = 150;
  const MariadbAdmin& server = sharedMariadb();
  const std::string database = server.newDatabase();
  const auto store = openStore(server.url(database)).value();
  Freezer freezer(*store);
  ASSERT_TRUE(create(freezer, Kind::Client, R"({"client_id":"c1","hostname":"h1"})"));
  std::mutex mutex;
  std::map<std::string, std::int64_t> acknowledged;  // Versions by job.
  std::multiset<std::string> backups;                // Names.
  {
    const ConnectionKiller killer(server, database);
    std::vector<std::jthread> writers;
    for (int writer = 0; writer < kWriters; ++writer) {
      writers.emplace_back([&, writer] {
        for (int i = 0; killer.killed() < kMostKills; ++i) {
          const std::string id = std::to_string(writer) + "-" + std::to_string(i);
          const auto backup =
              create(freezer, Kind::Backup,
                     R"({"container":"c","hostname":"h","backup_name":")" + id + R"("})");
          if (backup) {
            const std::lock_guard lock(mutex);
            backups.insert(id);
          }
          const auto made =
              create(freezer, Kind::Job,
                     R"({"job_id":")" + id + R"(","client_id":"c1","job_schedule":{},"job_actions":[
                  {"action_id":"a)" +
                         id + R"(","freezer_action":{"action":"backup"}}]})");
          if (!made) continue;
          const auto patched = freezer.patch(resourceOf(Kind::Job), kWriter, id,
                                             Document::parse(R"({"description":"d"})").value());
          const std::lock_guard lock(mutex);
          acknowledged[id] = patched ? patched.value().version : made.value().version;
        }
      });
    }
  }
  EXPECT_GT(acknowledged.size(), 0U);
  for (const auto& [id, version] : acknowledged) {
    const auto job = freezer.show(resourceOf(Kind::Job), kWriter, id);
    ASSERT_TRUE(job) << id;
    EXPECT_GE(job.value().version, version) << id;
  }
  EXPECT_EQ(backupNames(freezer), backups)
      << "Each once: the outcome of every commit is found out.";
  const auto faults = checkStore(server.url(database));
  ASSERT_TRUE(faults) << faults.error().message;
  EXPECT_EQ(faults.value().lines(), std::vector<std::string>());
}

TEST(MariadbFaults, AFullServerKeepsWhatItHasAndGoesOn) {
  // Tables in two files of a fixed size: the first is that of a new server.
  MariadbServer server(
      {.isDurable = false,
       .more = {"--innodb-file-per-table=0", "--innodb-data-file-path=ibdata1:12M;ibdata2:24M"}});
  const auto store = openStore(server.url(server.newDatabase())).value();
  Freezer freezer(*store);
  const std::string text(900'000, 'x');
  const auto bodyOf = [&](int number) {
    return R"({"action_id":"a)" + std::to_string(number) +
           R"(","freezer_action":{"action":"backup","log_file":")" + text + R"("}})";
  };
  int stored = 0;
  Result<Record> last = create(freezer, Kind::Action, bodyOf(stored));
  for (; last && stored < 100; last = create(freezer, Kind::Action, bodyOf(stored))) ++stored;
  ASSERT_FALSE(last);
  EXPECT_NE(last.error().message.find("no space left"), std::string::npos) << last.error().message;
  ASSERT_GT(stored, 1);
  for (int number = 0; number < stored; ++number) {
    EXPECT_TRUE(freezer.show(resourceOf(Kind::Action), kWriter, "a" + std::to_string(number)));
  }
  server.stop();
  server.launch({"--innodb-data-file-path=ibdata1:12M;ibdata2:24M;ibdata3:12M"});
  server.awaitReady();
  EXPECT_TRUE(create(freezer, Kind::Action, bodyOf(stored)));
}

TEST(MariadbFaults, AServerWithACertificateIsVerified) {
  const TemporaryFolder folder;
  const std::string path = folder.path();
  const Certificate authority = makeCertificate(path, {.name = "ca"});
  const Certificate other = makeCertificate(path, {.name = "other"});
  const Certificate host = makeCertificate(path, {.name = "127.0.0.1"}, &authority);
  giveToMariadbUser(folder.path());
  const MariadbServer server({.isDurable = false,
                              .more = {"--ssl-cert=" + host.file, "--ssl-key=" + host.key,
                                       "--require-secure-transport=ON"}});
  const std::string url = server.url(server.newDatabase());
  EXPECT_TRUE(openStore(url + "&ssl_ca=" + authority.file));
  const auto refused = openStore(url + "&ssl_ca=" + other.file, {.busyTimeoutMs = 1000});
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("TLS"), std::string::npos) << refused.error().message;
}

}  // namespace
}  // namespace freezer::test
