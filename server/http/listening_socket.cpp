#include "server/http/listening_socket.h"

#include <Poco/AutoPtr.h>
#include <Poco/Exception.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstddef>
#include <string>
#include <thread>

#include "server/errors.h"
#include "server/http/message.h"

namespace freezer::server {
namespace {

using Poco::Net::SocketAddress;
using Poco::Net::StreamSocket;

/// How long, and how many, refused connections are kept for their clients to read the answer.
/// Closing at once could make the system of the client discard it.
constexpr std::chrono::seconds kRefusedStay{2};
constexpr std::size_t kMaxRefused = 64;

/// Poco tries again at once after a failure. Without a pause, a process that has no descriptors
/// left for a waiting client would keep a processor busy, and so would a stop.
constexpr std::chrono::milliseconds kPause{50};
constexpr std::chrono::milliseconds kPauseOfStop{1};

/// How long a stop lets clients in. Reached only when none can be accepted.
constexpr std::chrono::seconds kBacklogTime{2};

/// Needs no descriptor, unlike the poll() of Poco's sockets.
bool isClientWaiting(int socket, int milliseconds) {
  pollfd wait = {socket, POLLIN, 0};
  return ::poll(&wait, 1, milliseconds) > 0;
}

/// How many clients the system has connected that are not accepted yet; for a Unix socket, which
/// does not tell, how many there can be.
std::size_t backlogOf(int socket) {
  tcp_info info = {};
  socklen_t size = sizeof(info);
  if (::getsockopt(socket, IPPROTO_TCP, TCP_INFO, &info, &size) != 0) return kBacklog;
  return info.tcpi_unacked;
}

}  // namespace

ListeningSocket::ListeningSocket(const Listener& listener, const Shared& shared)
    : socket_(listener.socket),
      address_(listener.socket.address()),
      tls_(listener.tls),
      shared_(shared) {
  reset(socket_.impl()->sockfd());
}

ListeningSocket::~ListeningSocket() {
  reset();  // The descriptor belongs to the listener.
}

bool ListeningSocket::poll(const Poco::Timespan& timeout, int /*mode*/) {
  dropRefused();
  return isClientWaiting(sockfd(), static_cast<int>(timeout.totalMilliseconds()));
}

Poco::Net::SocketImpl* ListeningSocket::acceptConnection(SocketAddress& client) try {
  StreamSocket accepted = socket_.acceptConnection(client);
  ++accepted_;
  Poco::AutoPtr<StrictSocket> socket(new StrictSocket(accepted, client, address_, shared_, tls_));
  if (!socket->isAdmitted()) refuse(accepted, client);
  // NOLINTNEXTLINE(clang-analyzer-cplusplus.NewDelete): duplicate() keeps it alive.
  return socket.duplicate();
} catch (const Poco::Exception& caught) {
  // The listener was shut down. Without a free descriptor the system reports that instead.
  const bool isStopping = stopped_ || caught.code() == EINVAL;
  if (!isStopping) shared_.context.incidents.note(Incident::AcceptFailed, caught.displayText());
  if (isStopping && !hasNoticed_.exchange(true)) hasNoticed_.notify_all();
  std::this_thread::sleep_for(isStopping ? kPauseOfStop : kPause);
  throw;
}

void ListeningSocket::stopAccepting() {
  const std::size_t last = accepted_ + backlogOf(sockfd());
  const auto end = Clock::now() + kBacklogTime;
  while (isClientWaiting(sockfd(), 0) && accepted_ < last && Clock::now() < end) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  ::shutdown(sockfd(), SHUT_RD);
  stopped_ = true;
  hasNoticed_.wait(false);
}

void ListeningSocket::refuse(StreamSocket& accepted, const SocketAddress& client) {
  Request unread;
  unread.clientAddress = peerOf(client, {}).address;
  const Response response = problem(
      503, "The service has reached its limit of connections, or of those from one address.");
  if (tls_ == nullptr) {
    const std::string message = messageText(response, unread, "close");
    ::send(accepted.impl()->sockfd(), message.data(), message.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    ::shutdown(accepted.impl()->sockfd(), SHUT_WR);
    if (refused_.size() == kMaxRefused) refused_.pop_front();
    refused_.emplace_back(Clock::now() + kRefusedStay, accepted);
  }
  shared_.context.incidents.note(Incident::ConnectionRefused, "client " + unread.clientAddress);
  shared_.log.write(unread, response, {});
}

void ListeningSocket::dropRefused() {
  while (!refused_.empty() && refused_.front().first <= Clock::now()) refused_.pop_front();
}

}  // namespace freezer::server
