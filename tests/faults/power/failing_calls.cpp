#include "tests/faults/power/failing_calls.h"

#include <algorithm>
#include <chrono>

#include "core/rules/invariants.h"
#include "core/store/maintenance.h"
#include "core/store/open.h"

namespace freezer::test {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

std::vector<Written> newDocuments() {
  return {{.kind = Kind::Backup, .lastVersion = kDeleted},
          {.kind = Kind::Backup},
          {.kind = Kind::Job, .id = "job", .lastVersion = kDeleted},
          {.kind = Kind::Session, .id = "session"}};
}

int health(RawClient& client) {
  return client.exchange({"GET", "/healthcheck?detailed=true"}).status;
}

bool isRefusal(const Reply& reply) {
  return reply.status == 500 || reply.status == 503;
}

void expectNoFaults(const std::string& url) {
  const auto findings = checkStore(url);
  ASSERT_TRUE(findings) << findings.error().message;
  EXPECT_EQ(findings.value().lines(), std::vector<std::string>{});
}

}  // namespace

void FailingCalls::TestBody() {
  const TestStore configured;  // See Disk.
  Disk disk;
  disk_ = &disk;
  const auto begin = Clock::now();
  for (const Disk::Fault fault : {Disk::Fault::Failure, Disk::Fault::Full}) {
    for (const bool lasts : {false, true}) {
      for (std::int64_t call = options_.step; !HasFailure(); call += options_.step) {
        SCOPED_TRACE("call " + std::to_string(call) +
                     (fault == Disk::Fault::Full ? ", full disk" : ", failure") +
                     (lasts ? ", and all later ones" : ""));
        if (!runOnce(call, fault, lasts)) break;
        ++figures_.runs;
      }
    }
  }
  figures_.time = Clock::now() - begin;
}

bool FailingCalls::runOnce(std::int64_t call, Disk::Fault fault, bool lasts) {
  for (const char* suffix : {"", "-wal", "-shm"}) fs::remove(store_.string() + suffix);
  hasFailed_ = false;
  std::vector<Written> documents = newDocuments();
  disk_->failAt(call, fault, lasts);
  work(documents);
  mend();  // The call may have been one of the last, when the store was closed.

  expectNoFaults(url());
  const auto store = open();
  Freezer freezer(*store);
  HttpService service(freezer);
  RawClient client(service.port());
  expectStored(client, documents, isAcknowledged);
  EXPECT_EQ(storedBackups(client), countBackups(documents).acknowledged);
  return hasFailed_;
}

void FailingCalls::work(std::vector<Written>& documents) {
  const auto store = open();
  Freezer freezer(*store);
  HttpService service(freezer);
  RawClient client(service.port());
  const Ask newClient{"POST", kBase + "/clients", R"({"client_id":")" + kHost + R"("})"};
  if (const Reply reply = client.exchange(newClient); isRefusal(reply)) {
    expectRefusal(service, client, reply);
    EXPECT_EQ(client.exchange(newClient).status, 201);
  }
  for (std::size_t i = 0; i < documents.size(); ++i) {
    if (i == 1) vacuum();
    write(service, client, documents[i]);
  }
}

void FailingCalls::vacuum() {
  const auto vacuumed = vacuumStore(url());
  if (vacuumed) return;
  EXPECT_EQ(vacuumed.error().code, ErrorCode::StoreFailure) << vacuumed.error().message;
  EXPECT_TRUE(mend()) << vacuumed.error().message;
}

std::unique_ptr<Store> FailingCalls::open() {
  auto store = openStore(url());
  if (!store) {
    EXPECT_NE(store.error().message.find("cannot be used"), std::string::npos)
        << store.error().message;
    EXPECT_TRUE(mend()) << store.error().message;
    store = openStore(url());
  }
  return std::move(store).value();  // It throws if there is none, which ends the test.
}

/// Brings a document to its last version.
void FailingCalls::write(const HttpService& service, RawClient& client, Written& document) {
  while (document.isAlive() && !HasFailure()) {
    const Step step = nextStep(document);
    const Reply reply = client.exchange(step.ask);
    if (isRefusal(reply)) {
      expectRefusal(service, client, reply);
      expectStored(client, {document}, isAcknowledged);
      continue;
    }
    ASSERT_EQ(reply.status, step.status) << reply.body;
    if (document.id.empty()) document.id = reply.at("/backup_id");
    ++document.version;
    ++figures_.succeeded;
    if (health(client) != 200) {
      EXPECT_TRUE(mend()) << "The service is ill although the last write succeeded.";
    }
  }
}

void FailingCalls::expectRefusal(const HttpService& service, RawClient& client,
                                 const Reply& reply) {
  ++figures_.refused;
  EXPECT_TRUE(service.logs("cannot be used")) << service.log();
  const int during = health(client);
  const auto failed = mend();
  EXPECT_TRUE(failed) << reply.body;
  // The change may have failed in what it read before its transaction, which is no failed write.
  if (failed != Disk::Call::Read && failed != Disk::Call::Open) {
    EXPECT_EQ(during, 503) << reply.body;
  }
}

std::optional<Disk::Call> FailingCalls::mend() {
  const auto failed = disk_->mend();
  hasFailed_ = hasFailed_ || failed;
  return failed;
}

}  // namespace freezer::test
