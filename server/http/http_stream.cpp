#include "server/http/http_stream.h"

#include <Poco/Exception.h>
#include <Poco/Timespan.h>
#include <sys/socket.h>

#include <cstring>

#include "server/http/tls_session.h"

namespace freezer::server {
namespace {

constexpr std::size_t kMostAtOnce = 1U << 30U;  // Poco counts bytes in an int.

Poco::Timespan timespan(std::chrono::milliseconds time) {
  return Poco::Timespan(std::chrono::microseconds(time).count());
}

/// Runs `transfer`, which returns the number of bytes sent or received.
template <typename Transfer>
HttpStream::State attempt(int& count, Transfer transfer) try {
  count = transfer();
  return count > 0 ? HttpStream::State::Ready : HttpStream::State::Closed;
} catch (const Poco::TimeoutException&) {
  return HttpStream::State::TimedOut;
} catch (const Poco::Exception&) {
  return HttpStream::State::Closed;  // A reset, say: there is nobody to tell.
}

}  // namespace

HttpStream::HttpStream(Poco::Net::StreamSocket& socket, std::size_t capacity)
    : socket_(socket), buffer_(capacity) {}

HttpStream::State HttpStream::fill(Deadline deadline) {
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  int received = 0;
  const State state = receive(received, deadline);
  if (state == State::Ready) end_ += static_cast<std::size_t>(received);
  return state;
}

HttpStream::State HttpStream::receive(int& received, Deadline deadline) {
  const auto time = left(deadline);
  if (time.count() <= 0) return State::TimedOut;
  char* const free = buffer_.data() + end_;
  const int size = static_cast<int>(buffer_.size() - end_);
  if (tls_ != nullptr) return tls_->read(free, size, received, deadline);
  return attempt(received, [&] {
    if (receiveTimeout_ != time) socket_.setReceiveTimeout(timespan(time));
    receiveTimeout_ = time;
    return socket_.receiveBytes(free, size);
  });
}

void HttpStream::take(std::size_t count) {
  begin_ += count;
}

HttpStream::State HttpStream::write(std::string_view bytes, Deadline deadline, Follows follows) {
  while (!bytes.empty()) {
    int sent = 0;
    const State state = send(bytes.substr(0, kMostAtOnce), sent, deadline, follows);
    if (state != State::Ready) return state;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return State::Ready;
}

HttpStream::State HttpStream::send(std::string_view bytes, int& sent, Deadline deadline,
                                   Follows follows) {
  const auto time = left(deadline);
  if (time.count() <= 0) return State::TimedOut;
  if (tls_ != nullptr) return tls_->write(bytes, sent, deadline);
  const int flags = MSG_NOSIGNAL | (follows == Follows::More ? MSG_MORE : 0);
  return attempt(sent, [&] {
    if (sendTimeout_ != time) socket_.setSendTimeout(timespan(time));
    sendTimeout_ = time;
    return socket_.sendBytes(bytes.data(), static_cast<int>(bytes.size()), flags);
  });
}

void HttpStream::linger(Deadline deadline) {
  if (tls_ != nullptr) tls_->end();
  int ignored = 0;
  attempt(ignored, [&] {
    socket_.shutdownSend();
    return 1;
  });
  do {
    take(unread().size());
  } while (fill(deadline) == State::Ready);
}

}  // namespace freezer::server
