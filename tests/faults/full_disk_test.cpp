// serve, without space for what it is to write. A limit on the size of its files
// stands in for a full disk, which cannot be had everywhere.

#include <sys/resource.h>

#include <algorithm>
#include <csignal>

#include "tests/faults/writer.h"
#include "tests/support/running_server.h"

namespace freezer::test {
namespace {

constexpr rlim_t kLittleSpace = 1024 * 1024;

/// So large that a few of them fill what there is.
std::string largeBackup() {
  return R"({"container":"c1","hostname":"host1","backup_name":"daily","filler":")" +
         std::string(100'000, 'x') + R"("})";
}

class FullDisk : public ProgramTest {
 protected:
  static void limitSpace(const RunningServer& server, rlim_t bytes) {
    rlimit limit{};
    ASSERT_EQ(::prlimit(server.process(), RLIMIT_FSIZE, nullptr, &limit), 0);
    limit.rlim_cur = std::min(bytes, limit.rlim_max);
    ASSERT_EQ(::prlimit(server.process(), RLIMIT_FSIZE, &limit, nullptr), 0);
  }
};

TEST_F(FullDisk, RefusesWritesUntilThereIsSpaceAgain) {
  RunningServer server({}, environment_);
  ASSERT_NE(server.port(), 0) << server.text();
  const Ask create{"POST", kBase + "/backups", largeBackup()};
  RawClient client(server.port());

  limitSpace(server, kLittleSpace);
  std::vector<std::string> ids;
  Reply reply = client.exchange(create);
  for (; reply.status == 201; reply = client.exchange(create))
    ids.push_back(reply.at("/backup_id"));
  EXPECT_FALSE(ids.empty());
  EXPECT_LT(ids.size(), kLittleSpace / create.body.size() + 1);
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(reply.status, 500) << reply.body;
    EXPECT_EQ(reply.body.find("store"), std::string::npos) << reply.body;
    reply = client.exchange(create);
  }
  for (const std::string& id : ids) EXPECT_EQ(server.get(kBase + "/backups/" + id).status, 200);
  EXPECT_EQ(server.get(kBase + "/backups").status, 200);
  EXPECT_EQ(server.get("/healthcheck?detailed=true").status, 200);

  limitSpace(server, RLIM_INFINITY);
  reply = client.exchange(create);
  EXPECT_EQ(reply.status, 201) << reply.body;
  ids.push_back(reply.at("/backup_id"));
  EXPECT_EQ(server.endBy(SIGTERM), 0) << server.text();
  EXPECT_NE(server.text().find("store.sqlite cannot be used"), std::string::npos) << server.text();

  for (const std::string& id : ids)
    EXPECT_EQ(show("backups", id).textAt("/backup_metadata/filler").size(), 100'000);
  EXPECT_EQ(parsedList(succeed({"backups", "list", "--limit", "1000"})).size(), ids.size());
  EXPECT_EQ(succeed({"db", "check"}), "ok");
}

}  // namespace
}  // namespace freezer::test
