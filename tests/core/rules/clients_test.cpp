#include "tests/core/freezer_fixture.h"

namespace freezer::test {
namespace {

class ClientsTest : public FreezerTest {
 protected:
  Result<Record> add(const Caller& caller, const std::string& body) {
    return freezer_.create(resourceOf(Kind::Client), caller, json(body));
  }
};

TEST_F(ClientsTest, NewClientHasAUuidAndSupportsEverything) {
  create(Kind::Client, R"({"client_id": "p1_host.example.org", "hostname": "host", "extra": 1})");
  const Document client = show(Kind::Client, "p1_host.example.org");
  EXPECT_EQ(client.textAt("/client/uuid").size(), 32U);
  EXPECT_EQ(client.integerAt("/client/extra", 0), 1);
  EXPECT_EQ(toJson(client.at("/client/supported_actions")),
            R"(["backup","restore","info","admin","exec"])");
  EXPECT_EQ(toJson(client.at("/client/supported_modes")),
            R"(["fs","mongo","mysql","sqlserver","cinder","glance","cindernative","nova"])");
  EXPECT_EQ(toJson(client.at("/client/supported_storages")),
            R"(["local","swift","ssh","s3","ftp","ftps"])");
  EXPECT_EQ(toJson(client.at("/client/supported_engines")),
            R"(["tar","rsync","rsyncv2","nova","osbrick","glance"])");
}

TEST_F(ClientsTest, DocumentAsItIsReadCanBePosted) {
  EXPECT_EQ(create(Kind::Client, R"({"project_id": "x", "user_id": "y",
    "client": {"client_id": "host", "uuid": "u"}})"),
            "host");
  EXPECT_EQ(show(Kind::Client, "host").textAt("/client/uuid"), "u");
  EXPECT_EQ(show(Kind::Client, "host").textAt("/project_id"), "p1");
}

TEST_F(ClientsTest, IdMustBeAHostName) {
  for (const char* id : {"", "-host", "host-", "a..b", "ho st", "p1_", "host.", "a/b"}) {
    EXPECT_EQ(refusal(Kind::Client, R"({"client_id": ")" + std::string(id) + "\"}").code,
              ErrorCode::InvalidDocument)
        << id;
  }
}

TEST_F(ClientsTest, RegisteringAgainRefreshesTheClient) {
  create(Kind::Client, R"({"client_id": "host", "description": "old"})");
  const std::string uuid = show(Kind::Client, "host").textAt("/client/uuid");
  create(Kind::Client, R"({"client_id": "host", "description": "new", "supported_modes": ["fs"]})");
  const Document client = show(Kind::Client, "host");
  EXPECT_EQ(client.textAt("/client/description"), "new");
  EXPECT_EQ(toJson(client.at("/client/supported_modes")), R"(["fs"])");
  EXPECT_EQ(client.textAt("/client/uuid"), uuid);
  EXPECT_EQ(version(Kind::Client, "host"), 2);
}

TEST_F(ClientsTest, RegisteringTheSameAgainChangesNothing) {
  create(Kind::Client, R"({"client_id": "host", "hostname": "h"})");
  create(Kind::Client, R"({"client_id": "host", "hostname": "h"})");
  EXPECT_EQ(version(Kind::Client, "host"), 1);
}

TEST_F(ClientsTest, ClientOfAnotherProjectIsAConflict) {
  createClient();
  EXPECT_EQ(add(bob_, R"({"client_id": "host"})").error().code, ErrorCode::AlreadyExists);
}

TEST_F(ClientsTest, PatchTakesTheClientFlatOrAsItIsRead) {
  createClient();
  patch(Kind::Client, "host", R"({"description": "flat", "client_id": "other"})");
  EXPECT_EQ(show(Kind::Client, "host").textAt("/client/description"), "flat");
  EXPECT_EQ(show(Kind::Client, "host").textAt("/client/client_id"), "host");
  patch(Kind::Client, "host", R"({"client": {"description": "enveloped"}})");
  EXPECT_EQ(show(Kind::Client, "host").textAt("/client/description"), "enveloped");
  patch(Kind::Client, "host", R"({"client": {"description": null}})");
  EXPECT_FALSE(show(Kind::Client, "host").has("/client/description"));
}

TEST_F(ClientsTest, CapabilitiesThatArePatchedAwayAreEverythingAgain) {
  create(Kind::Client, R"({"client_id": "host", "supported_modes": ["fs"]})");
  patch(Kind::Client, "host", R"({"supported_modes": null, "uuid": null})");
  EXPECT_EQ(show(Kind::Client, "host").arrayAt("/client/supported_modes").size(), 8U);
  EXPECT_EQ(show(Kind::Client, "host").textAt("/client/uuid").size(), 32U);
}

TEST_F(ClientsTest, CentralClientIsSeenByEveryProject) {
  create(Kind::Client, bob_, R"({"client_id": "central", "is_central": true})");
  createClient();
  EXPECT_TRUE(exists(Kind::Client, alice_, "central"));
  EXPECT_FALSE(exists(Kind::Client, bob_, "host"));
  const Page page = freezer_.list(resourceOf(Kind::Client), alice_, {}).value();
  ASSERT_EQ(page.records.size(), 2U);
  EXPECT_EQ(page.records[0].id, "central");
  EXPECT_EQ(page.records[1].id, "host");
}

TEST_F(ClientsTest, CentralClientIsChangedByItsOwnerAlone) {
  create(Kind::Client, bob_, R"({"client_id": "central", "is_central": true})");
  const Resource& clients = resourceOf(Kind::Client);
  EXPECT_EQ(freezer_.patch(clients, alice_, "central", json("{}")).error().code,
            ErrorCode::Forbidden);
  EXPECT_EQ(freezer_.remove(clients, alice_, "central").error().code, ErrorCode::Forbidden);
  EXPECT_TRUE(freezer_.remove(clients, bob_, "central"));
}

TEST_F(ClientsTest, HostnameOfACentralClientIsUnique) {
  create(Kind::Client, bob_, R"({"client_id": "c1", "hostname": "h", "is_central": true})");
  EXPECT_EQ(add(alice_, R"({"client_id": "mine", "hostname": "h"})").error().code,
            ErrorCode::AlreadyExists);
  EXPECT_TRUE(add(alice_, R"({"client_id": "mine", "hostname": "other"})"));
  EXPECT_TRUE(add(bob_, R"({"client_id": "yours", "hostname": "other"})"));
  EXPECT_EQ(
      add(alice_, R"({"client_id": "c2", "hostname": "other", "is_central": true})").error().code,
      ErrorCode::AlreadyExists);
}

TEST_F(ClientsTest, JobsOfEveryProjectMayUseACentralClient) {
  create(Kind::Client, bob_, R"({"client_id": "central", "is_central": true})");
  EXPECT_FALSE(create(Kind::Job, R"({"client_id": "central", "job_schedule": {},
    "job_actions": []})")
                   .empty());
}

TEST_F(ClientsTest, ScopeByUserSeesTheUsersOwn) {
  createClient();
  EXPECT_TRUE(exists(Kind::Client, userCaller("p9", "alice"), "host"));
  EXPECT_FALSE(exists(Kind::Client, userCaller("p1", "bob"), "host"));
}

}  // namespace
}  // namespace freezer::test
