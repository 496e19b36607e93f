#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace freezer::test {

/// An HTTP server whose answers a test decides, also malformed ones. It listens on a free port of
/// the loopback and keeps connections open.
class FakeHttpServer {
 public:
  /// A request.
  struct Asked {
    std::string method;
    std::string path;
    std::string query;
    std::string token;    ///< X-Auth-Token.
    std::string subject;  ///< X-Subject-Token.
    std::string body = {};
  };

  struct Answer {
    int status = 200;
    std::string body = {};
    std::map<std::string, std::string> headers = {};
    std::optional<std::string> raw = {};  ///< Sent in place of all of the above.
    bool closes = true;                   ///< Whether the connection is closed after `raw`.
    bool endless = false;                 ///< Whether a body follows that never ends.
    std::chrono::milliseconds pause{0};   ///< Before each byte of that body; 0: no pauses.
  };

  /// Called for each request, from several threads at once. May block.
  using Respond = std::function<Answer(const Asked&)>;

  /// Uses HTTPS if `pem` names a file with a certificate and its key. Clients must then show
  /// a certificate signed by it, such as the same one.
  explicit FakeHttpServer(Respond respond, const std::string& pem = "");
  FakeHttpServer(const FakeHttpServer&) = delete;
  FakeHttpServer& operator=(const FakeHttpServer&) = delete;

  /// Ends each connection after its request.
  ~FakeHttpServer();

  std::string url() const;

  /// How many connections it has accepted.
  int connections() const;

 private:
  class Server;

  const Respond respond_;
  std::unique_ptr<Server> server_;
  std::string url_;
};

}  // namespace freezer::test
