#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/json/document.h"
#include "tests/support/fake_http_server.h"

namespace freezer::test {

/// The part of Keystone that the service uses: tokens by password, validation of tokens,
/// and trusts. It listens on a free port of the loopback and keeps connections open, as
/// Keystone does.
class FakeKeystone {
 public:
  static constexpr const char* kPassword = "pa55word-of-the-service";

  /// The owner and scope of a token.
  struct Bearer {
    std::string user_id;
    std::string project_id = "p1";  ///< Empty: no project.
    std::vector<std::string> roles = {"member"};
    int seconds = 3600;  ///< Until the expiry; negative: expired.
  };

  using Asked = FakeHttpServer::Asked;
  using Answer = FakeHttpServer::Answer;

  /// Replaces the answer of the fake unless it returns none. May block.
  using Instead = std::function<std::optional<Answer>(const Asked&)>;

  /// Uses HTTPS if `pem` names a file with a certificate and its key. Clients must then show
  /// a certificate signed by it, such as the same one.
  explicit FakeKeystone(const std::string& pem = "");
  ~FakeKeystone();
  FakeKeystone(const FakeKeystone&) = delete;
  FakeKeystone& operator=(const FakeKeystone&) = delete;

  std::string url() const;

  void add(const std::string& token, const Bearer& bearer);
  void remove(const std::string& token);

  /// Refuses the tokens that the service got so far.
  void revokeServiceTokens();

  /// Sets the lifetime of further tokens of the service.
  void setServiceSeconds(int seconds);

  void answerInstead(Instead instead);

  /// Closes all connections and refuses new ones.
  void stop();

  /// How many requests there were for, say, "GET /v3/auth/tokens".
  int count(std::string_view methodAndPath) const;

  /// Blocks until there were `count` such requests.
  void awaitCount(std::string_view methodAndPath, int count) const;

  std::vector<Asked> asked() const;

  /// How many connections it has accepted.
  int connections() const;

  /// The ids of all trusts.
  std::set<std::string> trusts() const;
  Document trust(const std::string& id) const;

 private:
  Answer answer(const Asked& asked);
  Answer usual(const Asked& asked);
  Answer login(const Asked& asked);
  Answer validate(const Asked& asked) const;
  Answer onTrusts(const Asked& asked, const std::string& user);
  Answer createTrust(const Asked& asked, const std::string& user);

  mutable std::mutex mutex_;
  mutable std::condition_variable grown_;

  // Protected by mutex_.
  std::vector<Asked> asked_;
  std::map<std::string, Bearer> bearers_;
  std::set<std::string> serviceTokens_;
  std::map<std::string, Document> trusts_;
  Instead instead_;
  int made_ = 0;  ///< Number of tokens and trusts.
  int serviceSeconds_ = 3600;

  std::unique_ptr<FakeHttpServer> server_;
  std::string url_;
};

}  // namespace freezer::test
