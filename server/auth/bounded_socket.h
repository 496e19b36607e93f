#pragma once

#include <Poco/Net/NetException.h>
#include <Poco/Net/SSLException.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <Poco/Net/SecureStreamSocketImpl.h>
#include <Poco/Net/StreamSocketImpl.h>
#include <Poco/Timespan.h>
#include <openssl/err.h>
#include <sys/socket.h>

#include <algorithm>
#include <chrono>
#include <concepts>
#include <cstddef>

namespace freezer::server {

/// The limits of one exchange over a connection, and what is known of its reply.
struct Bounds {
  std::chrono::steady_clock::time_point deadline;
  std::size_t left = 0;   ///< Bytes that may still be received.
  bool received = false;  ///< Whether any byte was received.
  bool ended = false;     ///< Whether the peer has closed the connection.
};

/// The socket of an HTTP client. Each of its operations ends by one deadline and it
/// receives a bounded number of bytes, whereas the timeouts of Poco apply to each read
/// anew, so that a peer that sends a byte at a time is never done.
///
/// `Base` is StreamSocketImpl or SecureStreamSocketImpl. Operations throw a
/// Poco::Exception; one that runs into the deadline throws Poco::TimeoutException.
template <std::derived_from<Poco::Net::StreamSocketImpl> Base>
class BoundedSocket final : public Base {
 public:
  /// `bounds` must outlive the socket; `arguments` are those of Base.
  template <typename... Arguments>
  explicit BoundedSocket(Bounds& bounds, Arguments&&... arguments)
      : Base(std::forward<Arguments>(arguments)...), bounds_(bounds) {}

  /// Connects, and with TLS shakes hands and verifies the certificate of the peer.
  void open(const Poco::Net::SocketAddress& address) {
    Base::connectNB(address);
    await(kWrite);
    if (const int code = this->socketError(); code != 0) Base::error(code, address.toString());
    this->setNoDelay(true);
    if constexpr (kSecure) shakeHands();
  }

  /// Refused: the session above the socket must not open another connection by itself.
  void connect(const Poco::Net::SocketAddress& /*address*/,
               const Poco::Timespan& /*timeout*/) override {
    throw Poco::Net::ConnectionResetException();
  }

  int sendBytes(const void* buffer, int length, int flags) override {
    const char* const begin = static_cast<const char*>(buffer);
    int sent = 0;
    while (sent < length) {
      await(kWrite);
      ::ERR_clear_error();
      const int rc = Base::sendBytes(begin + sent, length - sent, flags | MSG_NOSIGNAL);
      if (rc < 0) await(rc);
      sent += std::max(rc, 0);
    }
    return sent;
  }

  int receiveBytes(void* buffer, int length, int flags) override {
    for (;;) {
      ::ERR_clear_error();
      const int rc = Base::receiveBytes(buffer, length, flags);
      if (rc >= 0) return count(rc);
      await(rc);
    }
  }

 private:
  static constexpr bool kSecure = std::derived_from<Base, Poco::Net::SecureStreamSocketImpl>;

  // What an operation that would block waits for. A plain socket returns -1 as well.
  static constexpr int kRead = Poco::Net::SecureStreamSocket::ERR_SSL_WANT_READ;
  static constexpr int kWrite = Poco::Net::SecureStreamSocket::ERR_SSL_WANT_WRITE;

  // OpenSSL reports what is in the error queue of the thread, even when another connection
  // has left it there: hence ERR_clear_error before each operation.
  void shakeHands() {
    for (;;) {
      ::ERR_clear_error();
      const int rc = Base::completeHandshake();
      if (rc > 0) break;
      if (rc == 0) throw Poco::Net::SSLConnectionUnexpectedlyClosedException();
      await(rc);
    }
    Base::verifyPeerCertificate();
  }

  void await(int direction) {
    const auto left = std::chrono::ceil<std::chrono::microseconds>(
        bounds_.deadline - std::chrono::steady_clock::now());
    const int mode = direction == kWrite ? Poco::Net::SocketImpl::SELECT_WRITE
                                         : Poco::Net::SocketImpl::SELECT_READ;
    if (left.count() <= 0 || !Base::poll(Poco::Timespan(left.count()), mode)) {
      throw Poco::TimeoutException();
    }
  }

  int count(int received) {
    if (received == 0) bounds_.ended = true;
    if (received > 0) bounds_.received = true;
    const auto size = static_cast<std::size_t>(received);
    if (size > bounds_.left) throw Poco::Net::MessageException("the reply is too large");
    bounds_.left -= size;
    return received;
  }

  Bounds& bounds_;
};

}  // namespace freezer::server
