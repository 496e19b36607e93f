#pragma once

#include <Poco/Net/StreamSocket.h>

#include <chrono>
#include <cstddef>
#include <string_view>
#include <vector>

#include "server/http/transfer.h"

namespace freezer::server {

class TlsSession;

/// The bytes of one connection, read through a buffer and against deadlines.
/// A connection that fails is Closed: no call throws.
class HttpStream {
 public:
  using State = Transfer;

  /// Uses `socket`, which must outlive it. At most `capacity` bytes are kept
  /// unread.
  HttpStream(Poco::Net::StreamSocket& socket, std::size_t capacity);

  /// Goes on by TLS, after the handshake; `tls` must outlive it too.
  void use(TlsSession& tls) { tls_ = &tls; }

  /// Waits for bytes and adds them to unread(), whose capacity must not be
  /// used up.
  State fill(Deadline deadline);

  /// What was received and not taken yet; valid until the next fill().
  std::string_view unread() const { return {buffer_.data() + begin_, end_ - begin_}; }

  /// Forgets the first `count` bytes of unread().
  void take(std::size_t count);

  /// Whether the next write() belongs to the same message, and can wait for it.
  enum class Follows { Nothing, More };

  /// Sends all of `bytes`, usually in one packet.
  State write(std::string_view bytes, Deadline deadline, Follows follows = Follows::Nothing);

  /// Says that nothing more will be sent, and waits for the client to close.
  /// Closing at once while it still sends would make its system throw away
  /// the answer (RFC 9112, section 9.6).
  void linger(Deadline deadline);

 private:
  State receive(int& received, Deadline deadline);
  State send(std::string_view bytes, int& sent, Deadline deadline, Follows follows);

  Poco::Net::StreamSocket& socket_;
  TlsSession* tls_ = nullptr;  ///< Null: the bytes are sent as they are.
  std::vector<char> buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::chrono::milliseconds receiveTimeout_{0};  ///< As the socket has it.
  std::chrono::milliseconds sendTimeout_{0};     ///< As the socket has it.
};

}  // namespace freezer::server
