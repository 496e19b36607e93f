#include "server/http/stream.h"

#include <Poco/Exception.h>
#include <Poco/Timespan.h>
#include <openssl/err.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "server/http/tls_context.h"

namespace freezer::server {
namespace {

using Poco::Net::SecureStreamSocket;

constexpr std::size_t kSmallBuffer = 4 * 1024;
constexpr std::size_t kLargeBuffer = 64 * 1024;
constexpr std::size_t kMostAtOnce = 1U << 30U;  // Poco counts bytes in an int.

/// The time left, rounded up to milliseconds: a connection that waits for the same time again
/// and again does not set the option of its socket again.
std::chrono::milliseconds left(Deadline deadline) {
  return std::chrono::ceil<std::chrono::milliseconds>(deadline - SteadyClock::now());
}

}  // namespace

/// Whether the socket is ready before the deadline.
bool Stream::await(short events, Deadline deadline) const {
  const auto time = left(deadline);
  pollfd wait = {plain_.impl()->sockfd(), events, 0};
  return time.count() > 0 && ::poll(&wait, 1, static_cast<int>(time.count())) != 0;
}

/// Runs `operation` of TLS until it moves bytes. It returns their number, 0 at the end of the
/// connection, or what it waits for.
template <typename Operation>
Transfer Stream::repeat(Operation operation, int& count, Deadline deadline) try {
  while (true) {
    // Earlier failures, of whatever code ran in this thread, must not look like failures of
    // this operation. In particular, Poco repeats a failed operation for ever on EAGAIN.
    ERR_clear_error();
    errno = 0;
    count = operation();
    if (count > 0) return Transfer::Ready;
    if (count == 0) return Transfer::Closed;
    const bool writes = count == SecureStreamSocket::ERR_SSL_WANT_WRITE;
    if (!await(writes ? POLLOUT : POLLIN, deadline)) return Transfer::TimedOut;
  }
} catch (const Poco::Exception& caught) {
  failure_ = caught.message();
  return Transfer::Closed;
}

Transfer Stream::beginTls(const Poco::Net::Context::Ptr& context, Deadline deadline) {
  // Otherwise the wait for the rest of a TLS record would have no deadline.
  plain_.setBlocking(false);
  secure_ = SecureStreamSocket::attach(plain_, context);
  isSecure_ = true;
  int done = 0;
  const auto state = repeat([this] { return secure_->completeHandshake(); }, done, deadline);
  if (state == Transfer::Closed) failure_ = handshakeFailure(failure_);
  return state;
}

Transfer Stream::fill(Deadline deadline) {
  if (begin_ == end_) begin_ = end_ = 0;
  if (end_ == buffer_.size() && begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (end_ == buffer_.size()) buffer_.resize(std::max(kSmallBuffer, 2 * buffer_.size()));
  const std::size_t space = buffer_.size() - end_;
  int received = 0;
  const auto state = receive(received, deadline);
  if (state != Transfer::Ready) return state;
  end_ += static_cast<std::size_t>(received);
  // Much more is likely to follow.
  const bool isFull = static_cast<std::size_t>(received) == space;
  if (isFull && buffer_.size() < kLargeBuffer) buffer_.resize(2 * buffer_.size());
  return Transfer::Ready;
}

Transfer Stream::receive(int& received, Deadline deadline) {
  char* const to = buffer_.data() + end_;
  const std::size_t size = std::min(buffer_.size() - end_, kMostAtOnce);
  if (isSecure_) {
    return repeat([&] { return secure_->receiveBytes(to, static_cast<int>(size)); }, received,
                  deadline);
  }
  while (true) {
    const auto time = left(deadline);
    if (time.count() <= 0) return Transfer::TimedOut;
    // A blocking call with a timeout takes one system call, where poll() would add a second.
    if (receiveTimeout_ != time) {
      plain_.setReceiveTimeout(Poco::Timespan(std::chrono::microseconds(time).count()));
      receiveTimeout_ = time;
    }
    const ssize_t count = ::recv(plain_.impl()->sockfd(), to, size, 0);
    received = static_cast<int>(count);
    if (count > 0) return Transfer::Ready;
    if (count == 0) return Transfer::Closed;
    if (errno == EAGAIN) return Transfer::TimedOut;
    if (errno != EINTR) return Transfer::Closed;
  }
}

void Stream::shrink() {
  if (begin_ == end_ && buffer_.size() > kSmallBuffer) {
    buffer_ = std::vector<char>(kSmallBuffer);
    begin_ = end_ = 0;
  }
}

Transfer Stream::write(std::string_view head, std::string_view body, Deadline deadline) {
  if (!isSecure_ && body.size() > kLargeBuffer) {
    const auto state = writePlain(head, MSG_MORE, deadline);
    return state == Transfer::Ready ? writePlain(body, 0, deadline) : state;
  }
  // A copy of a small body takes less time than a second system call, or a second TLS record.
  std::string message;
  message.reserve(head.size() + body.size());
  message.append(head).append(body);
  return isSecure_ ? writeSecure(message, deadline) : writePlain(message, 0, deadline);
}

Transfer Stream::writePlain(std::string_view bytes, int flags, Deadline deadline) {
  while (!bytes.empty()) {
    const ssize_t count = ::send(plain_.impl()->sockfd(), bytes.data(), bytes.size(),
                                 flags | MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(count));
    } else if (errno == EAGAIN) {
      if (!await(POLLOUT, deadline)) return Transfer::TimedOut;
    } else if (errno != EINTR) {
      return Transfer::Closed;
    }
  }
  return Transfer::Ready;
}

Transfer Stream::writeSecure(std::string_view bytes, Deadline deadline) {
  while (!bytes.empty()) {
    const std::string_view part = bytes.substr(0, kMostAtOnce);
    int sent = 0;
    const auto state =
        repeat([&] { return secure_->sendBytes(part.data(), static_cast<int>(part.size())); }, sent,
               deadline);
    if (state != Transfer::Ready) return state;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return Transfer::Ready;
}

void Stream::linger(Deadline deadline) try {
  if (isSecure_) secure_->shutdown();
  plain_.shutdownSend();
  // What arrives is of no use any more, so it is not decrypted either.
  std::array<char, kSmallBuffer> ignored{};
  while (await(POLLIN, deadline)) {
    const ssize_t count = ::recv(plain_.impl()->sockfd(), ignored.data(), ignored.size(), 0);
    if (count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR)) break;
  }
} catch (const Poco::Exception&) {
  // The connection was lost.
}

bool Stream::isClosedByClient() const {
  pollfd state{.fd = plain_.impl()->sockfd(), .events = POLLRDHUP, .revents = 0};
  return ::poll(&state, 1, 0) > 0;
}

void Stream::close() {
  if (secure_) {
    secure_->close();  // Says goodbye to the client, where that is still possible.
    secure_.reset();
    ERR_clear_error();
  }
  plain_.close();
}

}  // namespace freezer::server
