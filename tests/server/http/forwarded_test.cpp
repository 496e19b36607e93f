// Who sends a request, and to which URL, when proxies are on the way.

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <variant>
#include <vector>

#include "server/http/base_url.h"
#include "server/http/head.h"
#include "server/http/origin.h"
#include "tests/server/service.h"

namespace freezer::test {
namespace {

using server::IpAddress;
using server::TrustedProxies;

TrustedProxies proxies(std::string_view list) {
  return TrustedProxies::parse(list).value();
}

bool isTrusted(std::string_view list, const std::string& address) {
  return proxies(list).include(*IpAddress::parse(address));
}

// --- Who is trusted --------------------------------------------------------------------

TEST(TrustedProxiesTest, AreNobodyUnlessTheyAreNamed) {
  EXPECT_FALSE(isTrusted("", "127.0.0.1"));
  EXPECT_FALSE(isTrusted(" , ", "::1"));
  EXPECT_FALSE(proxies("127.0.0.1").includeUnixSocket());
  EXPECT_TRUE(proxies("127.0.0.1, unix").includeUnixSocket());
}

TEST(TrustedProxiesTest, AreAddressesAndNetworks) {
  constexpr std::string_view kList = "192.0.2.7,10.0.0.0/8  2001:db8::/33, ::1";
  for (const char* trusted : {"192.0.2.7", "10.0.0.0", "10.255.255.255", "2001:db8:7fff::1", "::1"})
    EXPECT_TRUE(isTrusted(kList, trusted)) << trusted;
  for (const char* other : {"192.0.2.6", "11.0.0.0", "9.255.255.255", "2001:db8:8000::1", "::2"})
    EXPECT_FALSE(isTrusted(kList, other)) << other;
}

TEST(TrustedProxiesTest, MayBeEveryoneOfAFamily) {
  EXPECT_TRUE(isTrusted("0.0.0.0/0", "192.0.2.7"));
  EXPECT_FALSE(isTrusted("0.0.0.0/0", "2001:db8::1"));
  EXPECT_TRUE(isTrusted("::/0", "2001:db8::1"));
}

TEST(TrustedProxiesTest, AreTheSameToASocketThatTakesBothFamilies) {
  EXPECT_TRUE(isTrusted("10.0.0.0/8", "::ffff:10.1.2.3"));
  EXPECT_EQ(IpAddress::parse("::ffff:10.1.2.3")->text(), "10.1.2.3");
}

TEST(TrustedProxiesTest, AreRefusedWhenTheyAreNoAddresses) {
  for (const char* bad : {"proxy.example.org", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0",
                          "10.0.0.0/08", "::1/129", "[::1]", "127.0.0.1:80", "fe80::1%lo"}) {
    const auto parsed = TrustedProxies::parse(std::string("::1, ") + bad);
    ASSERT_FALSE(parsed) << bad;
    EXPECT_NE(parsed.error().message.find("'" + std::string(bad) + "'"), std::string::npos);
  }
}

// --- What they are believed --------------------------------------------------------------

/// A request by way of 10.0.0.1, which is trusted with all of 10.0.0.0/8.
struct Forwarded {
  const char* name;
  std::vector<std::string> headers;
  std::string client;
  std::string url;
};

void PrintTo(const Forwarded& row, std::ostream* out) {
  *out << row.name;
}

const Forwarded kForwarded[] = {
    {"Nothing", {}, "10.0.0.1", "http://freezer.test:9090"},
    {"AllThree",
     {"X-Forwarded-For: 192.0.2.7", "X-Forwarded-Proto: https", "X-Forwarded-Host: a.example.org"},
     "192.0.2.7",
     "https://a.example.org"},
    {"AHostOfIpv6",
     {"X-Forwarded-Host: [2001:db8::1]:8080"},
     "10.0.0.1",
     "http://[2001:db8::1]:8080"},
    {"AClientOfIpv6",
     {"X-Forwarded-For: 2001:DB8:0::1"},
     "2001:db8::1",
     "http://freezer.test:9090"},
    {"WhatTheClientMadeUp",
     {"X-Forwarded-For: 203.0.113.9, 192.0.2.7",
      "X-Forwarded-Host: evil.example.org, a.example.org", "X-Forwarded-Proto: https, http"},
     "192.0.2.7",
     "http://a.example.org"},
    {"TwoProxiesThatAddToTheFields",
     {"X-Forwarded-For: 203.0.113.9, 192.0.2.7, 10.0.0.2",
      "X-Forwarded-Host: evil.example.org, a.example.org, inner.example.org",
      "X-Forwarded-Proto: http, https, http"},
     "192.0.2.7",
     "https://a.example.org"},
    {"TwoProxiesThatReplaceTheFields",
     {"X-Forwarded-For: 192.0.2.7, 10.0.0.2", "X-Forwarded-Host: a.example.org"},
     "192.0.2.7",
     "http://a.example.org"},
    {"FieldsSentTwice",
     {"X-Forwarded-For: 203.0.113.9", "X-Forwarded-For: 192.0.2.7"},
     "192.0.2.7",
     "http://freezer.test:9090"},
    {"AClientAmongTheProxies",
     {"X-Forwarded-For: 10.0.0.3, 10.0.0.2"},
     "10.0.0.3",
     "http://freezer.test:9090"},
    {"ClientsThatAreNoAddress",
     {"X-Forwarded-For: 203.0.113.9, unknown"},
     "10.0.0.1",
     "http://freezer.test:9090"},
    {"AClientWithAQuote", {"X-Forwarded-For: \"a"}, "10.0.0.1", "http://freezer.test:9090"},
    {"NoClient", {"X-Forwarded-For:"}, "10.0.0.1", "http://freezer.test:9090"},
    {"ASchemeThatIsNone",
     {"X-Forwarded-Proto: javascript"},
     "10.0.0.1",
     "http://freezer.test:9090"},
};

class EveryForwarded : public testing::TestWithParam<Forwarded> {
 protected:
  static server::Request request(const std::vector<std::string>& headers) {
    const std::string text = requestText({"GET", "/", "", headers});
    return std::get<server::RequestHead>(server::parseHead(text, {})).request;
  }

  std::string url(const server::Request& request) const { return baseUrl(request, context_); }

  server::NoAuth noauth_{"admin", "default"};
  Policy policy_;
  server::Incidents incidents_{spdlog::default_logger()};
  server::Context context_{noauth_, policy_, incidents_, "127.0.0.1:9090"};
};

TEST_P(EveryForwarded, IsBelievedFromATrustedProxy) {
  server::Request read = request(GetParam().headers);
  setOrigin(read, {"10.0.0.1", true}, proxies("10.0.0.0/8"));
  EXPECT_EQ(read.clientAddress, GetParam().client);
  EXPECT_EQ(url(read), GetParam().url);
}

TEST_P(EveryForwarded, IsIgnoredFromAnyoneElse) {
  server::Request read = request(GetParam().headers);
  setOrigin(read, {"10.0.0.1", false}, proxies("10.0.0.0/8"));
  EXPECT_EQ(read.clientAddress, "10.0.0.1");
  EXPECT_EQ(url(read), "http://freezer.test:9090");
}

INSTANTIATE_TEST_SUITE_P(Forwarded, EveryForwarded, testing::ValuesIn(kForwarded),
                         [](const auto& row) { return row.param.name; });

class Forwarding : public EveryForwarded {};

TEST_F(Forwarding, OfWhatIsNoHostIsIgnored) {
  for (const char* bad :
       {"a/b", "a\"b", "a b", "user@host", "a:b", "a:123456", "<a>", "[::1", ""}) {
    server::Request read = request({std::string("X-Forwarded-Host: ") + bad});
    setOrigin(read, {"10.0.0.1", true}, {});
    EXPECT_EQ(url(read), "http://freezer.test:9090") << bad;
  }
}

TEST_F(Forwarding, KeepsTheSchemeOfTheConnectionUnlessToldAnother) {
  server::Request read = request({});
  read.scheme = "https";
  setOrigin(read, {"10.0.0.1", true}, {});
  EXPECT_EQ(url(read), "https://freezer.test:9090");
  read = request({"X-Forwarded-Proto: http"});
  read.scheme = "https";
  setOrigin(read, {"10.0.0.1", true}, {});
  EXPECT_EQ(url(read), "http://freezer.test:9090");
}

TEST_F(Forwarding, GivesWayToThePublicEndpoint) {
  context_.publicEndpoint = "https://public.example.org/backup";
  EXPECT_EQ(url(request({})), "https://public.example.org/backup");
}

TEST(PublicEndpoint, IsAUrlWithoutASlashAtItsEnd) {
  const auto parsed = [](const char* text) { return server::parsePublicEndpoint(text); };
  EXPECT_EQ(parsed("").value(), "");
  EXPECT_EQ(parsed("http://a.example.org").value(), "http://a.example.org");
  EXPECT_EQ(parsed("https://[2001:db8::1]:443/").value(), "https://[2001:db8::1]:443");
  EXPECT_EQ(parsed("https://a:8080/b/%20c//").value(), "https://a:8080/b/%20c");
  for (const char* bad : {"a.example.org", "ftp://a", "http://", "http:///b", "http://a b",
                          "http://a/\"", "http://a/b?c", "http://a/#", "http://u@a", "//a"})
    EXPECT_FALSE(parsed(bad)) << bad;
}

// --- Over a connection -------------------------------------------------------------------

class Proxied : public testing::Test {
 protected:
  static server::ServerConfig trusting(std::string_view list) {
    server::ServerConfig config;
    config.trustedProxies = proxies(list);
    return config;
  }

  static Ask versions() {
    return {"GET", "/", "", {"X-Forwarded-For: 192.0.2.7", "X-Forwarded-Host: a.example.org"}};
  }

  TestStore store_;
};

TEST_F(Proxied, FieldsOfATrustedPeerCount) {
  HttpService service(store_.freezer, trusting("127.0.0.0/8"));
  EXPECT_EQ(service.ask(versions()).at("/versions/0/links/0/href"), "http://a.example.org/v2/");
  EXPECT_TRUE(service.logs("client=\"192.0.2.7\""));
}

TEST_F(Proxied, FieldsFromLoopbackDoNotUnlessItIsTrusted) {
  HttpService service(store_.freezer, trusting("192.0.2.0/24"));
  EXPECT_EQ(service.ask(versions()).body.find("a.example.org"), std::string::npos);
  EXPECT_TRUE(service.logs("client=\"127.0.0.1\""));
}

TEST_F(Proxied, ThePublicEndpointIsWhatLinksBeginWith) {
  server::ServerConfig config;
  config.publicEndpoint = "https://public.example.org/backup";
  HttpService service(store_.freezer, config);
  EXPECT_EQ(service.ask(versions()).at("/versions/0/links/0/href"),
            "https://public.example.org/backup/v2/");
}

TEST_F(Proxied, WhoSentWhatCannotBeReadIsLoggedToo) {
  HttpService service(store_.freezer);
  RawClient client(service.port());
  client.send("nonsense\r\n\r\n");
  EXPECT_EQ(client.receive().status, 400);
  EXPECT_TRUE(service.logs("method=- path=\"\" status=400"));
  EXPECT_TRUE(service.logs("client=\"127.0.0.1\""));
}

}  // namespace
}  // namespace freezer::test
