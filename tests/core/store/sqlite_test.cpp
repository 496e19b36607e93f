// What is special to the SQLite engine: its file, its schema, its plans.

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <memory>
#include <set>
#include <thread>

#include "core/store/open.h"
#include "core/store/sql/query.h"
#include "core/store/sqlite/connection.h"
#include "core/store/store.h"
#include "tests/core/store/database.h"
#include "tests/support/temporary_folder.h"

namespace freezer::test {
namespace {

class SqliteTest : public testing::Test {
 protected:
  void makeStore() { ASSERT_TRUE(openStore(folder_.storeUrl())); }
  std::filesystem::path file() const { return folder_.path() / "store.sqlite"; }

  std::string refusal(const std::string& url) {
    const auto store = openStore(url);
    EXPECT_FALSE(store);
    if (store) return {};
    EXPECT_EQ(store.error().code, ErrorCode::StoreFailure);
    EXPECT_EQ(store.error().message.find('\n'), std::string::npos);
    return store.error().message;
  }

  std::string planOf(const Resource& resource, const std::string& search, const Sort& sort = {},
                     bool afterMarker = false) {
    Query query;
    query.search = parseSearch(search).value();
    query.sort = sort;
    return planOf(resource, query, afterMarker);
  }

  std::string planOf(const Resource& resource, const Query& query, bool afterMarker = false) {
    makeStore();
    Database database(file());
    // Plans without values are those of the prepared statements.
    database.execute("CREATE TEMP TABLE unused (a)");
    std::optional<sql::Position> after;
    if (afterMarker) after = sql::Position{std::string("x"), 5};
    const Scope scope = {Scope::By::Project, "p1"};
    const sql::Matches matches(sqlite::kDialect, resource, scope, query);
    std::string plans;
    for (const sql::Matches::Branch& branch : matches.branches()) {
      for (const sql::Matches::Part part : matches.parts(after)) {
        plans +=
            database.plan(matches.rows(branch, part, after, sql::Columns::IdAndText, 10, 0).text);
      }
    }
    return plans;
  }

  TemporaryFolder folder_;
};

TEST_F(SqliteTest, AnIdPrefixIsReadFromTheIndexOfIds) {
  for (const Resource& resource : resources()) {
    Query query;
    query.search.idPrefix = "a";
    query.sort.key = resource.idField;
    const std::string plan = planOf(resource, query);
    const std::string index = "sqlite_autoindex_" + std::string(resource.plural) + "_1";
    const std::string search = "SEARCH t USING INDEX " + index + " (id>? AND id<?)\n";
    EXPECT_TRUE(plan.starts_with(search)) << plan;
    EXPECT_FALSE(plan.starts_with(search + "USE TEMP B-TREE")) << plan;
  }
}

TEST_F(SqliteTest, NewFileIsForItsOwnerAlone) {
  const std::filesystem::path nested = folder_.path() / "made" / "store.sqlite";
  ASSERT_TRUE(openStore("sqlite:///" + nested.string()));
  struct stat status {};
  ASSERT_EQ(::stat(nested.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  ASSERT_EQ(::stat(nested.parent_path().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0700U);
}

TEST_F(SqliteTest, NewFileIsThatOfTheOwnerOfItsFolder) {
  // Only root can give a folder away; whoever else runs this owns it.
  constexpr uid_t kNobody = 65534;
  const uid_t owner = ::geteuid() == 0 ? kNobody : ::geteuid();
  ASSERT_EQ(::chown(folder_.path().c_str(), owner, static_cast<gid_t>(-1)), 0);
  makeStore();
  struct stat status {};
  ASSERT_EQ(::stat(file().c_str(), &status), 0);
  EXPECT_EQ(status.st_uid, owner);
}

TEST_F(SqliteTest, CommitsAreSynchronousAndJournaled) {
  makeStore();
  EXPECT_EQ(Database(file()).texts("PRAGMA journal_mode", 0).at(0), "wal");
}

TEST_F(SqliteTest, NewFileMayBeOpenedByManyAtOnce) {
  for (int round = 0; round < 5; ++round) {
    const std::string url =
        "sqlite:///" + (folder_.path() / std::to_string(round) / "store.sqlite").string();
    std::vector<std::thread> openers;
    for (int i = 0; i < 8; ++i) {
      openers.emplace_back([&url] {
        const auto store = openStore(url);
        EXPECT_TRUE(store) << store.error().message << store.error().detail;
      });
    }
    for (std::thread& opener : openers) opener.join();
  }
}

TEST_F(SqliteTest, FileThatIsNoDatabaseIsRefusedAndKept) {
  const std::string content(5000, 'x');
  std::ofstream(file()) << content;
  EXPECT_NE(refusal(folder_.storeUrl()).find("not an SQLite database"), std::string::npos);
  std::string kept;
  std::getline(std::ifstream(file()), kept);
  EXPECT_EQ(kept, content);
}

TEST_F(SqliteTest, DatabaseOfAnotherProgramIsRefused) {
  Database(file()).execute("CREATE TABLE recipes (name TEXT)");
  EXPECT_NE(refusal(folder_.storeUrl()).find("another program"), std::string::npos);
}

TEST_F(SqliteTest, NewerSchemaIsRefused) {
  makeStore();
  Database(file()).execute("PRAGMA user_version = 9999");
  EXPECT_NE(refusal(folder_.storeUrl()).find("newer"), std::string::npos);
}

TEST_F(SqliteTest, FolderThatCannotBeMadeIsRefused) {
  std::ofstream(folder_.path() / "file") << "x";
  EXPECT_NE(refusal("sqlite:///" + (folder_.path() / "file" / "store.sqlite").string())
                .find("cannot be created"),
            std::string::npos);
}

TEST_F(SqliteTest, FolderInPlaceOfTheFileIsRefused) {
  EXPECT_NE(refusal("sqlite:///" + folder_.path().string()).find("not a file"), std::string::npos);
}

TEST_F(SqliteTest, MissingFileIsRefusedWhereNoneIsToBeMade) {
  StoreOptions options;
  options.create = false;
  const auto store = openStore(folder_.storeUrl(), options);
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().code, ErrorCode::StoreFailure);
  EXPECT_FALSE(std::filesystem::exists(file()));
}

TEST_F(SqliteTest, OtherUrlsAreRefusedWithoutTheirPassword) {
  for (const char* url :
       {"", "sqlite://", "sqlite:///", "store.sqlite", "postgresql://freezer:secret@host/db"}) {
    const auto store = openStore(url);
    ASSERT_FALSE(store) << url;
    EXPECT_EQ(store.error().code, ErrorCode::InvalidRequest);
    EXPECT_EQ(store.error().message.find("secret"), std::string::npos);
  }
}

TEST_F(SqliteTest, BusyStoreIsReportedAsBusy) {
  makeStore();
  StoreOptions impatient;
  impatient.busyTimeoutMs = 1;
  const auto store = openStore(folder_.storeUrl(), impatient);
  ASSERT_TRUE(store);
  Database other(file());
  other.execute("BEGIN IMMEDIATE");
  const auto refused = store.value()->write([](Transaction&) { return Result<void>(); });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::StoreBusy);
  other.execute("ROLLBACK");
  EXPECT_TRUE(store.value()->write([](Transaction&) { return Result<void>(); }));
}

TEST_F(SqliteTest, SchemaHasAColumnForEachThatIsPromoted) {
  makeStore();
  Database database(file());
  for (const Resource& resource : resources()) {
    std::set<std::string> expected = {"seq",        "id",         "project_id", "user_id",
                                      "version",    "created_at", "updated_at", "doc",
                                      "updated_by", "checksum"};
    for (const Column& column : resource.columns) expected.emplace(column.name);
    if (!resource.sidecar.empty()) expected.emplace(resource.sidecar);
    const auto found = database.texts("PRAGMA table_info(" + std::string(resource.plural) + ")", 1);
    EXPECT_EQ(std::set<std::string>(found.begin(), found.end()), expected) << resource.plural;
  }
}

TEST_F(SqliteTest, PageInCreationOrderGoesByAnIndexWithoutSorting) {
  for (const Resource& resource : resources()) {
    const std::string plan = planOf(resource, "{}", {}, true);
    EXPECT_NE(plan.find("_project"), std::string::npos) << plan;
    EXPECT_EQ(plan.find("TEMP B-TREE"), std::string::npos) << resource.plural << "\n" << plan;
  }
}

TEST_F(SqliteTest, SearchOnAPromotedFieldGoesByItsIndexWithoutSorting) {
  for (const Resource& resource : resources()) {
    for (const Column& column : resource.columns) {
      const std::string value = column.type == Type::Text      ? "\"x\""
                                : column.type == Type::Boolean ? "true"
                                                               : "3";
      const std::string plan =
          planOf(resource, R"({"match": [{")" + std::string(column.name) + "\": " + value + "}]}",
                 {}, true);
      const std::string index =
          std::string(resource.plural) + "_project_" + std::string(column.name);
      EXPECT_NE(plan.find(index + " (project_id=? AND " + std::string(column.name) + "=?"),
                std::string::npos)
          << plan;
      EXPECT_EQ(plan.find("SCAN t"), std::string::npos) << plan;
      EXPECT_EQ(plan.find("TEMP B-TREE"), std::string::npos) << plan;
    }
  }
}

TEST_F(SqliteTest, SortOnAPromotedFieldGoesByItsIndexWithoutSorting) {
  for (const Resource& resource : resources()) {
    for (const Column& column : resource.columns) {
      for (const bool descending : {false, true}) {
        const std::string plan =
            planOf(resource, "{}", {std::string(column.name), descending}, true);
        if (resource.kind == Kind::Client)
          continue;  // Its second branch, the central ones, is short.
        EXPECT_EQ(plan.find("TEMP B-TREE"), std::string::npos) << plan;
        EXPECT_EQ(plan.find("SCAN t"), std::string::npos) << plan;
      }
    }
  }
}

TEST_F(SqliteTest, PollOfASchedulerGoesByTheClient) {
  const std::string plan = planOf(
      resourceOf(Kind::Job),
      R"({"match_not": [{"status": "completed"}], "match": [{"status": "x"}, {"client_id": "c"}]})");
  EXPECT_NE(plan.find("jobs_project_client_id"), std::string::npos) << plan;
}

TEST_F(SqliteTest, JsonIntegerIsThatOfSqlite) {
  makeStore();
  sqlite::Connection connection(file(), 0);
  for (const char* text : {R"({"a":{"b":7}})", R"({"a":{"b":-9223372036854775808}})",
                           R"({"a":{"b":7.0}})", R"({"a":{"b":"7"}})", R"({"a":{"b":null}})",
                           R"({"a":[7]})", R"({"b":7})", R"({"a":7})", "{}"}) {
    const std::vector<std::string> ours =
        connection.texts("SELECT ifnull(json_integer(?, '/a/b'), 'none')", {std::string(text)});
    const std::vector<std::string> expected = connection.texts(
        "SELECT ifnull(iif(json_type(?1, '$.a.b') = 'integer', json_extract(?1, '$.a.b'), NULL), "
        "'none')",
        {std::string(text)});
    EXPECT_EQ(ours, expected) << text;
  }
  EXPECT_EQ(connection.texts("SELECT ifnull(json_integer('{\"b\":', '/b'), 'none')"),
            std::vector<std::string>{"none"});
  EXPECT_EQ(connection.texts("SELECT ifnull(json_integer(NULL, '/b'), 'none')"),
            std::vector<std::string>{"none"});
}

}  // namespace
}  // namespace freezer::test
