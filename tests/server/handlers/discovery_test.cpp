#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>

#include "tests/server/service.h"

namespace freezer::test {
namespace {

class Discovery : public testing::Test {
 protected:
  TestStore store_;
  DirectService service_{store_.freezer};
};

TEST_F(Discovery, LinksToTheHostThatTheClientKnows) {
  EXPECT_EQ(service_.ask({"GET", "/"}).at("/versions/0/links/0/href"),
            "http://freezer.test:9090/v2/");
}

TEST_F(Discovery, FallsBackToItsOwnAddress) {
  const server::NoAuth noauth("admin", "default");
  const Policy policy;
  server::Incidents incidents(spdlog::default_logger());
  const server::Context context{noauth, policy, incidents, "127.0.0.1:9090"};
  server::Request request{.method = "GET", .path = "/"};
  request.host = "no host\r\n";
  const auto response = server::answer(store_.freezer, context, request);
  EXPECT_NE(response.body.find("\"http://127.0.0.1:9090/v2/\""), std::string::npos);
}

// What clients rely on: freezer-api-rest(7), "JSON Home".
TEST_F(Discovery, HomeDescribesTheSingleBackupAsClientsExpectIt) {
  const Reply home = service_.ask({"GET", "/v2/"});
  EXPECT_EQ(home.header("content-type"), "application/json-home");
  const Document backups =
      Document::viewOf(asObject(home.json().objectAt("/resources").get("rel/backups")));
  EXPECT_EQ(backups.textAt("/href-template"), "/v2/{project_id}/backups/{backup_id}");
  EXPECT_EQ(backups.textAt("/href-vars/project_id"), "param/project_id");
  EXPECT_EQ(backups.textAt("/href-vars/backup_id"), "param/backup_id");
  EXPECT_EQ(backups.textAt("/hints/allow/0"), "GET");
  EXPECT_EQ(toJson(backups.at("/hints/formats")), R"({"application/json":{}})");
}

TEST_F(Discovery, HomeNamesTheJobsAndTheJob) {
  const Object v2 = service_.ask({"GET", "/v2"}).json().objectAt("/resources");
  EXPECT_EQ(Document::viewOf(asObject(v2.get("rel/jobs"))).textAt("/href-template"),
            "/v2/{project_id}/jobs");
  EXPECT_EQ(Document::viewOf(asObject(v2.get("rel/job"))).textAt("/href-template"),
            "/v2/{project_id}/jobs/{job_id}");
  const Object v1 = service_.ask({"GET", "/v1"}).json().objectAt("/resources");
  EXPECT_EQ(Document::viewOf(asObject(v1.get("rel/jobs"))).textAt("/href"), "/v1/jobs");
  EXPECT_EQ(Document::viewOf(asObject(v1.get("rel/backups"))).textAt("/href-template"),
            "/v1/backups/{backup_id}");
}

/// A store that does not answer.
class BrokenStore : public Store {
 public:
  Result<void> read(const ReadWork& /*work*/) override { throw std::runtime_error("secret /path"); }
  Result<void> write(const WriteWork& /*work*/) override { return failure(ErrorCode::StoreBusy); }
  Result<void> ping() override { return failure(ErrorCode::StoreFailure); }

 private:
  static Error failure(ErrorCode code) { return {code, "No luck.", {}, "disk I/O error"}; }
};

class WithoutStore : public testing::Test {
 protected:
  BrokenStore store_;
  Freezer freezer_{store_};
};

TEST_F(WithoutStore, HealthIsFailedInDetailAndAliveOtherwise) {
  DirectService service(freezer_);
  EXPECT_EQ(service.ask({"GET", "/healthcheck"}).status, 200);
  const Reply reply = service.ask({"GET", "/healthcheck?detailed=true"});
  EXPECT_EQ(reply.status, 503);
  EXPECT_EQ(reply.at("/store"), "failed");
}

TEST_F(WithoutStore, WhatIsThrownIsAnsweredWithoutInternals) {
  HttpService service(freezer_);
  const Reply reply = service.ask({"GET", "/v2/p1/jobs"});
  EXPECT_EQ(reply.status, 500);
  EXPECT_EQ(reply.body.find("secret"), std::string::npos) << reply.body;
  EXPECT_TRUE(service.logs("secret /path"));
  EXPECT_NE(service.log().find(reply.header("x-openstack-request-id") + " failed"),
            std::string::npos);
}

/// A store that other programs write to.
class BusyStore : public BrokenStore {
 public:
  Result<void> read(const ReadWork& /*work*/) override {
    return Error{ErrorCode::StoreBusy, "busy"};
  }
};

TEST(WithBusyStore, BusyMeansTryAgain) {
  BusyStore store;
  Freezer freezer(store);
  DirectService service(freezer);
  const Reply reply = service.ask({"POST", "/v2/p1/actions", R"({"freezer_action":{}})"});
  EXPECT_EQ(reply.status, 503);
  EXPECT_EQ(reply.header("retry-after"), "1");
}

}  // namespace
}  // namespace freezer::test
