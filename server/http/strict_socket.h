#pragma once

#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/Net/StreamSocket.h>
#include <Poco/Net/StreamSocketImpl.h>

#include <cstddef>
#include <sstream>
#include <string>
#include <string_view>

#include "core/freezer.h"
#include "server/answer.h"
#include "server/http/access_log.h"
#include "server/http/connections.h"
#include "server/http/head.h"
#include "server/http/origin.h"
#include "server/http/stream.h"
#include "server/http/tls_context.h"

namespace freezer::server {

/// What all connections use; everything must outlive them.
struct Shared {
  Freezer& freezer;
  const Context& context;
  const AccessLog& log;
  Connections& connections;
};

/// The socket of one connection beneath Poco's HTTP server, which is lenient where two readers
/// of a request could disagree. So this socket reads and checks each request itself, and
/// answers what it refuses. Poco's server sees only a head made by this socket: the method, and
/// whether the connection is kept.
///
/// Poco's loop begins each request with poll(), which waits for the head. The handler then
/// calls readBody() and send(). Each waits no longer than the limits of the service allow.
class StrictSocket final : public Poco::Net::StreamSocketImpl {
 public:
  /// Takes over `accepted`. With `tls`, the connection begins with a handshake.
  StrictSocket(const Poco::Net::StreamSocket& accepted, const Poco::Net::SocketAddress& client,
               const Poco::Net::SocketAddress& server, const Shared& shared, const TlsContext* tls);

  /// Whether there was room for this connection; otherwise nothing but its end may follow.
  bool isAdmitted() const { return isAdmitted_; }

  // For the handler.

  /// The head of the present request.
  RequestHead& head() { return head_; }

  /// Reads the body of the present request; false when it was refused, and the connection is
  /// to be closed.
  bool readBody();

  /// Whether the connection is to be kept after the present request.
  bool keepsAlive() const { return head_.keepAlive && !connection_.isEnding(); }

  /// Sends the head `message` and the body of `response` as the answer to the present request,
  /// and writes it to the log. False when the connection was lost, and is to be closed.
  bool send(const Poco::Net::HTTPResponse& message, const Response& response);

  // For Poco.

  /// Waits for the head of the next request, whatever the timeout. False when there is none,
  /// or it was refused: then the connection is to be closed.
  bool poll(const Poco::Timespan& timeout, int mode) override;

  int receiveBytes(void* buffer, int length, int flags) override;
  int sendBytes(const void* buffer, int length, int flags) override;
  void setReceiveTimeout(const Poco::Timespan& /*timeout*/) override {}
  void close() override;
  bool secure() const override { return tls_ != nullptr; }
  Poco::Net::SocketAddress address() override { return serverAddress_; }
  Poco::Net::SocketAddress peerAddress() override { return clientAddress_; }

 protected:
  ~StrictSocket() override;

 private:
  bool begin();
  bool beginTls();
  bool awaitRequest();
  bool readHead();
  bool takeHead(std::size_t size);
  bool refuseUnread(const Refusal& refusal);
  bool refuse(const Request& request, const Refusal& refusal);
  void noteRefusal(int status);
  void note(Incident incident);
  bool send(std::string_view head, std::string_view body, const Request& request,
            const Response& response);

  // Constant after construction.
  const Shared& shared_;
  const Limits& limits_;
  const TlsContext* const tls_;  ///< Null: without TLS.
  const Poco::Net::SocketAddress clientAddress_;
  const Poco::Net::SocketAddress serverAddress_;
  const Peer peer_;

  Stream stream_;
  std::ostringstream headText_;  ///< Kept: making a stream takes about as long as writing a head.
  bool hasBegun_ = false;
  Connections::Connection connection_;
  const bool isAdmitted_;

  // Of the present request.
  SteadyClock::time_point begin_;
  Deadline deadline_;
  RequestHead head_;
  std::string handed_;  ///< What Poco has not read yet of the head made for it.
};

}  // namespace freezer::server
