#pragma once

#include <Poco/Net/Context.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <Poco/Net/StreamSocket.h>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace freezer::server {

using SteadyClock = std::chrono::steady_clock;
using Deadline = SteadyClock::time_point;

/// How an attempt to move bytes ended.
enum class Transfer { Ready, Closed, TimedOut };

/// The bytes of one connection, read through a buffer and against deadlines, with or without
/// TLS. For one thread at a time; another may shut the socket down meanwhile, which ends all
/// waiting. OpenSSL knows no MSG_NOSIGNAL, so the process must ignore SIGPIPE. A connection
/// that fails is Closed.
class Stream {
 public:
  explicit Stream(const Poco::Net::StreamSocket& socket) : plain_(socket) {}

  /// Performs the TLS handshake; all that follows is encrypted.
  Transfer beginTls(const Poco::Net::Context::Ptr& context, Deadline deadline);

  /// Why beginTls() returned Closed: "no shared cipher".
  const std::string& failure() const { return failure_; }

  /// Goes back to plain bytes after beginTls() failed.
  void abandonTls() { isSecure_ = false; }

  /// Waits for bytes and adds them to unread().
  Transfer fill(Deadline deadline);

  /// The bytes that were received and not taken yet; valid until the next fill().
  std::string_view unread() const { return {buffer_.data() + begin_, end_ - begin_}; }

  /// Drops the first `count` bytes of unread().
  void take(std::size_t count) { begin_ += count; }

  /// Gives back the memory of a large request. To be called before a long wait.
  void shrink();

  /// Sends `head` and then `body`, without TLS usually in one packet.
  Transfer write(std::string_view head, std::string_view body, Deadline deadline);

  /// Ends sending and waits for the client to close. Closing at once while the client still
  /// sends would make its system discard the answer (RFC 9112, section 9.6).
  void linger(Deadline deadline);

  void close();

  /// Whether the client has ended its side of the connection. Does not wait.
  bool isClosedByClient() const;

 private:
  Transfer receive(int& received, Deadline deadline);
  Transfer writePlain(std::string_view bytes, int flags, Deadline deadline);
  Transfer writeSecure(std::string_view bytes, Deadline deadline);
  bool await(short events, Deadline deadline) const;
  template <typename Operation>
  Transfer repeat(Operation operation, int& count, Deadline deadline);

  Poco::Net::StreamSocket plain_;
  std::optional<Poco::Net::SecureStreamSocket> secure_;  ///< The same socket with TLS.
  bool isSecure_ = false;
  std::string failure_;

  std::vector<char> buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::chrono::milliseconds receiveTimeout_{0};  ///< As set on the socket.
};

}  // namespace freezer::server
