#pragma once

#include <Poco/Net/StreamSocket.h>

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/json/document.h"

namespace freezer::test {

/// What a test asks of the service.
struct Ask {
  std::string method;
  std::string target;
  std::string body = {};
  std::vector<std::string> headers = {};  ///< "If-Match: \"1\"".
};

/// What it gets.
struct Reply {
  std::string version = {};  ///< "HTTP/1.1".
  int status = 0;
  std::map<std::string, std::string> headers;  ///< By lower-case name.
  std::string body;

  void addHeader(std::string_view name, std::string_view value);

  /// The value of a header, empty where there is none.
  std::string header(const std::string& name) const;

  /// The body as a document; empty, and a failure of the test, when it is none.
  Document json() const;

  /// The string or number at a JSON pointer, as text.
  std::string at(std::string_view pointer) const;
};

/// The text of a request with a Content-Length.
std::string requestText(const Ask& ask);

/// The status and the headers of a reply, of its text up to the empty line.
Reply parseReplyHead(std::string_view head);

/// A connection whose bytes are the test's own.
class RawClient {
 public:
  /// Throws a Poco exception when it is refused.
  explicit RawClient(std::uint16_t port);

  /// Uses a connection of any kind.
  explicit RawClient(const Poco::Net::StreamSocket& socket);

  /// From now on, a server that sends nothing for `patience` counts as one that has closed the
  /// connection, and does not fail the test.
  void allowSilence(std::chrono::milliseconds patience);

  /// False when the server has closed the connection.
  bool send(std::string_view bytes);

  /// Says that nothing more will be sent.
  void finish();

  /// The next reply; status 0 when the connection ends before all of one has
  /// come. A reply to `method` HEAD has no body.
  Reply receive(std::string_view method = "GET");

  /// Sends a request and returns its reply.
  Reply exchange(const Ask& ask);

  /// Whether something came that is not a whole reply.
  bool hasPartOfAReply() const { return !received_.empty(); }

  /// Whether the server closes the connection, and sends nothing more before.
  bool isClosed();

 private:
  bool fill();

  Poco::Net::StreamSocket socket_;
  std::string received_;
  bool maySilenceOccur_ = false;
};

/// A connection to 127.0.0.1 from another loopback address, such as "127.0.0.2". Throws a Poco
/// exception when it is refused.
RawClient connectFrom(const std::string& address, std::uint16_t port);

}  // namespace freezer::test
