#include "tests/bench/driver.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <deque>
#include <optional>
#include <random>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace freezer::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::minutes kPatience{1};
constexpr std::string_view kEndOfHead = "\r\n\r\n";

[[noreturn]] void fail(const std::string& what) {
  throw std::runtime_error(what);
}

/// A file descriptor, closed by the destructor.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }

  int number() const { return number_; }
  bool isOpen() const { return number_ >= 0; }

 private:
  int number_;
};

Descriptor connectTo(std::uint16_t port) {
  Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  constexpr int kOn = 1;
  ::setsockopt(socket.number(), IPPROTO_TCP, TCP_NODELAY, &kOn, sizeof kOn);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int status =
      ::connect(socket.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address);
  if (status != 0 && errno != EINPROGRESS) fail(std::string("connect: ") + std::strerror(errno));
  return socket;
}

/// The relevant content of an answer's head.
struct Head {
  int status = 0;
  std::size_t bodySize = 0;
  bool close = false;
};

Head parseHead(std::string_view text) {
  Head head;
  std::optional<std::size_t> length;
  if (text.size() > 12) std::from_chars(text.data() + 9, text.data() + 12, head.status);
  for (std::size_t at = text.find("\r\n"); at < text.size(); at = text.find("\r\n", at + 2)) {
    const std::string_view line = text.substr(at + 2);
    const auto is = [&](std::string_view name) {
      return line.size() > name.size() && ::strncasecmp(line.data(), name.data(), name.size()) == 0;
    };
    if (is("content-length: ")) {
      std::from_chars(line.data() + 16, line.data() + line.size(), length.emplace());
    }
    head.close = head.close || is("connection: close");
  }
  if (!length && head.status != 204) fail("an answer has no Content-Length: " + std::string(text));
  head.bodySize = length.value_or(0);
  return head;
}

/// One connection and its current request.
struct Connection {
  Descriptor socket;
  const Request* request = nullptr;  ///< Null: idle.
  Clock::time_point due;
  std::size_t sent = 0;
  std::string received;  ///< The head until it is complete, then the body if it is checked.
  std::optional<Head> head;
  std::size_t bodySize = 0;  ///< The number of bytes received.
};

class Driver {
 public:
  explicit Driver(const Load& load)
      : load_(load), poll_(::epoll_create1(EPOLL_CLOEXEC)), connections_(load.connections) {
    for (Connection& connection : connections_) idle_.push_back(&connection);
  }

  Measured run() {
    begin_ = due_ = Clock::now();
    beginDue();
    while (idle_.size() < connections_.size() || !isLastBegun()) {
      await();
      beginDue();
    }
    measured_.elapsed = Clock::now() - begin_;
    return std::move(measured_);
  }

 private:
  bool isLastBegun() const {
    return begun_ >= load_.count || Seconds(due_ - begin_) >= load_.duration;
  }

  /// Sends the requests that are due on idle connections.
  void beginDue() {
    while (!idle_.empty()) {
      const Clock::time_point now = Clock::now();
      if (load_.rate == 0) due_ = now;
      if (isLastBegun() || due_ > now) return;
      Connection& connection = *idle_.back();
      idle_.pop_back();
      connection.request = &load_.requests[begun_++ % load_.requests.size()];
      connection.due = due_;
      if (load_.rate > 0) {
        due_ += std::chrono::duration_cast<Clock::duration>(Seconds(untilNext_(random_)));
      }
      if (!connection.socket.isOpen()) open(connection);
      send(connection);
    }
  }

  void open(Connection& connection) {
    connection.socket = connectTo(load_.port);
    epoll_event event{EPOLLIN, {.ptr = &connection}};
    ::epoll_ctl(poll_.number(), EPOLL_CTL_ADD, connection.socket.number(), &event);
  }

  void awaitMore(Connection& connection, std::uint32_t events) const {
    epoll_event event{events, {.ptr = &connection}};
    ::epoll_ctl(poll_.number(), EPOLL_CTL_MOD, connection.socket.number(), &event);
  }

  void send(Connection& connection) const {
    const std::string_view rest =
        std::string_view(connection.request->text).substr(connection.sent);
    const ssize_t size = ::send(connection.socket.number(), rest.data(), rest.size(), MSG_NOSIGNAL);
    if (size < 0 && errno != EAGAIN) fail(std::string("send: ") + std::strerror(errno));
    connection.sent += static_cast<std::size_t>(std::max<ssize_t>(size, 0));
    if (connection.sent < connection.request->text.size())
      awaitMore(connection, EPOLLIN | EPOLLOUT);
  }

  /// Receives answers until the next request is due.
  void await() {
    // Rounded up, because waking before a request is due is useless.
    const bool somethingDue = load_.rate > 0 && !isLastBegun() && !idle_.empty();
    const auto patience = std::chrono::ceil<std::chrono::milliseconds>(
        somethingDue ? std::max(due_ - Clock::now(), Clock::duration::zero()) : kPatience);
    std::array<epoll_event, 64> events;
    const int size = ::epoll_wait(poll_.number(), events.data(), static_cast<int>(events.size()),
                                  static_cast<int>(patience.count()));
    if (size < 0 && errno != EINTR) fail(std::string("epoll_wait: ") + std::strerror(errno));
    if (size == 0 && !somethingDue) fail("no answer came within a minute");
    for (int i = 0; i < size; ++i) {
      const epoll_event& event = events.at(static_cast<std::size_t>(i));
      Connection& connection = *static_cast<Connection*>(event.data.ptr);
      if ((event.events & EPOLLOUT) != 0) {
        awaitMore(connection, EPOLLIN);
        send(connection);
      } else {
        receive(connection);
      }
    }
  }

  void receive(Connection& connection) {
    const ssize_t size =
        ::recv(connection.socket.number(), buffer_.data(), buffer_.size(), MSG_DONTWAIT);
    if (size < 0 && errno == EAGAIN) return;
    if (size < 0) fail(std::string("recv: ") + std::strerror(errno));
    if (size == 0 && connection.request == nullptr) {
      connection.socket = Descriptor();  // The server ended the idle connection.
      return;
    }
    if (size == 0) fail("the server closed a connection without an answer");
    std::string_view data(buffer_.data(), static_cast<std::size_t>(size));
    if (connection.request == nullptr) fail("an answer to nothing: " + std::string(data));
    if (!connection.head) {
      connection.received += data;
      const std::size_t end = connection.received.find(kEndOfHead);
      if (end == std::string::npos) return;
      connection.head = parseHead(std::string_view(connection.received).substr(0, end));
      const std::size_t headSize = end + kEndOfHead.size();
      data.remove_prefix(data.size() - (connection.received.size() - headSize));
      connection.received.clear();
    }
    connection.bodySize += data.size();
    const bool isExpected = connection.head->status == connection.request->status;
    if (!isExpected || !connection.request->contains.empty()) connection.received += data;
    if (connection.bodySize >= connection.head->bodySize) finish(connection);
  }

  void finish(Connection& connection) {
    const Head& head = *connection.head;
    const Request& request = *connection.request;
    if (head.status != request.status || connection.bodySize != head.bodySize ||
        connection.received.find(request.contains) == std::string::npos) {
      fail(request.text.substr(0, request.text.find('\r')) + " was answered " +
           std::to_string(head.status) + ' ' + connection.received.substr(0, 500));
    }
    measured_.latencies.emplace_back(Clock::now() - connection.due);
    ++measured_.requests;
    const bool close = head.close || !load_.keepAlive;
    Descriptor kept = close ? Descriptor() : std::move(connection.socket);
    connection = Connection();
    connection.socket = std::move(kept);
    idle_.push_back(&connection);
  }

  const Load load_;
  Descriptor poll_;
  std::deque<Connection> connections_;
  std::vector<Connection*> idle_;
  std::array<char, 256 * 1024> buffer_;

  Clock::time_point begin_;
  Clock::time_point due_;  ///< The time of the next request.
  std::uint64_t begun_ = 0;
  std::mt19937_64 random_;
  std::exponential_distribution<double> untilNext_{load_.rate > 0 ? load_.rate : 1};
  Measured measured_;
};

}  // namespace

Seconds Measured::percentile(double part) const {
  if (latencies.empty()) fail("no request was answered");
  std::vector<Seconds> sorted = latencies;
  const auto rank = static_cast<std::ptrdiff_t>(part * static_cast<double>(sorted.size() - 1));
  std::ranges::nth_element(sorted, sorted.begin() + rank);
  return sorted[static_cast<std::size_t>(rank)];
}

Measured run(const Load& load) {
  return Driver(load).run();
}

}  // namespace freezer::bench
