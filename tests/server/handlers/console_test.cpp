#include <gtest/gtest.h>

#include "server/console/console_file.h"
#include "server/http/content_encoding.h"
#include "tests/server/service.h"

namespace freezer::test {
namespace {

constexpr const char* kBrowser = "Accept: text/html,application/xhtml+xml,*/*;q=0.8";

class Console : public testing::Test {
 protected:
  Reply get(const std::string& path, std::vector<std::string> headers = {}) {
    return service_.ask({"GET", path, "", std::move(headers)});
  }

  TestStore store_;
  DirectService service_{store_.freezer};
};

TEST_F(Console, ABrowserThatOpensTheServiceIsSentThere) {
  const Reply reply = get("/", {kBrowser});
  EXPECT_EQ(reply.status, 303);
  EXPECT_EQ(reply.header("location"), "http://freezer.test:9090/console/");
  EXPECT_EQ(reply.header("vary"), "Accept");
}

TEST_F(Console, EveryOtherClientGetsTheVersions) {
  for (const char* accept : {"Accept: */*", "Accept: application/json", "Accept: text/html, */*"}) {
    const Reply reply = get("/", {accept});
    EXPECT_EQ(reply.status, 300) << accept;
    EXPECT_EQ(reply.at("/versions/0/id"), "v2");
  }
}

TEST_F(Console, ItsPathEndsWithASlash) {
  const Reply reply = get("/console");
  EXPECT_EQ(reply.status, 303);
  EXPECT_EQ(reply.header("location"), "http://freezer.test:9090/console/");
  EXPECT_EQ(get("/console/", {kBrowser}).header("content-type"), "text/html; charset=utf-8");
  EXPECT_EQ(get("/console//").status, 303);
  EXPECT_EQ(get("/console/index.html/").status, 404);
}

TEST_F(Console, EveryFileIsServedInBothEncodings) {
  for (const server::ConsoleFile& file : server::consoleFiles()) {
    const std::string path = "/console/" + std::string(file.name);
    const Reply plain = get(path);
    const Reply gzip = get(path, {"Accept-Encoding: gzip, br"});
    EXPECT_EQ(plain.status, 200) << path;
    EXPECT_EQ(plain.header("content-encoding"), "");
    EXPECT_EQ(plain.header("content-type"), file.contentType);
    EXPECT_EQ(gzip.header("content-encoding"), "gzip");
    EXPECT_EQ(gzip.header("vary"), "Accept-Encoding");
    EXPECT_EQ(server::inflated(gzip.body), plain.body) << path;
    EXPECT_LT(gzip.body.size(), plain.body.size());
  }
}

TEST_F(Console, ItsFilesTogetherAreSmall) {
  std::size_t bytes = 0;
  for (const server::ConsoleFile& file : server::consoleFiles()) bytes += file.gzip.size();
  EXPECT_LT(bytes, 100'000U);
}

TEST_F(Console, AFileThatTheBrowserHasIsNotSentAgain) {
  const std::string tag = get("/console/style.css").header("etag");
  const std::string gzipTag = get("/console/style.css", {"Accept-Encoding: gzip"}).header("etag");
  EXPECT_NE(tag, gzipTag);
  const Reply again = get("/console/style.css", {"If-None-Match: " + tag});
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.header("etag"), tag);
  EXPECT_EQ(again.body, "");
  EXPECT_EQ(get("/console/style.css", {"If-None-Match: " + gzipTag}).status, 200);
  EXPECT_EQ(get("/console/style.css", {"If-None-Match: nonsense"}).status, 400);
}

TEST_F(Console, ItsFilesAllowNothingButTheConsole) {
  for (const char* path : {"/console/", "/console/app.js", "/console/config.json"}) {
    const Reply reply = get(path);
    const std::string policy = reply.header("content-security-policy");
    EXPECT_TRUE(policy.starts_with("default-src 'none'; script-src 'self';")) << policy;
    EXPECT_NE(policy.find("frame-ancestors 'none'"), policy.npos);
    EXPECT_EQ(policy.find("unsafe"), policy.npos);
    EXPECT_EQ(reply.header("x-content-type-options"), "nosniff");
    EXPECT_EQ(reply.header("referrer-policy"), "no-referrer");
    EXPECT_EQ(reply.header("cross-origin-opener-policy"), "same-origin");
    EXPECT_EQ(reply.header("cache-control"), "no-cache");
  }
}

TEST_F(Console, UnknownFilesDoNotExist) {
  for (const char* path : {"/console/none.js", "/console/views/none.js", "/console/views",
                           "/console/..%2fapp.js", "/console/views/list.js/more"}) {
    const Reply reply = get(path, {kBrowser});
    EXPECT_EQ(reply.status, 404) << path;
    EXPECT_EQ(reply.at("/title"), "Not Found");
  }
}

TEST_F(Console, IsNoResourceOfTheApi) {
  EXPECT_EQ(get("/v2").body.find("console"), std::string::npos);
  EXPECT_EQ(service_.ask({"POST", "/console/", "{}"}).status, 405);
}

TEST_F(Console, TellsHowToLogIn) {
  const Document noauth = get("/console/config.json").json();
  EXPECT_EQ(noauth.textAt("/auth"), "noauth");
  EXPECT_EQ(noauth.textAt("/project"), "default");
  server::ServerConfig config;
  config.strategy = server::AuthStrategy::Builtin;
  HttpService builtin(store_.freezer, config);
  const Document told = builtin.ask({"GET", "/console/config.json"}).json();
  EXPECT_EQ(told.textAt("/auth"), "builtin");
  EXPECT_EQ(told.textAt("/project"), "");
  EXPECT_TRUE(told.textAt("/identity_url").ends_with("/identity/v3"));
}

TEST_F(Console, IsAtThePublicEndpoint) {
  server::ServerConfig config;
  config.publicEndpoint = "https://backup.example.org/freezer";
  HttpService service(store_.freezer, config);
  EXPECT_EQ(service.ask({"GET", "/", "", {kBrowser}}).header("location"),
            "https://backup.example.org/freezer/console/");
}

TEST_F(Console, CanBeSwitchedOff) {
  server::ServerConfig config;
  config.console = false;
  HttpService service(store_.freezer, config);
  EXPECT_EQ(service.ask({"GET", "/", "", {kBrowser}}).status, 300);
  for (const char* path : {"/console", "/console/", "/console/app.js", "/console/config.json"})
    EXPECT_EQ(service.ask({"GET", path}).status, 404) << path;
}

}  // namespace
}  // namespace freezer::test
