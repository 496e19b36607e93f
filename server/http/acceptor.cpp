#include "server/http/acceptor.h"

#include <Poco/Exception.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <string>
#include <system_error>

#include "server/errors.h"
#include "server/http/http_adapter.h"
#include "server/http/origin.h"

namespace freezer::server {
namespace {

using Poco::Net::StreamSocket;
using Clock = std::chrono::steady_clock;

/// How long, and how many, refused connections are kept for their clients to
/// read why. Closing at once could make the client's system throw that away.
constexpr std::chrono::seconds kRefusedStay{2};
constexpr std::size_t kMaxRefused = 64;

/// Without a pause, a process that has no descriptors left for the client that
/// waits would keep a processor busy.
constexpr std::chrono::milliseconds kPause{50};

}  // namespace

Acceptor::WakeUp::WakeUp() : descriptor_(::eventfd(0, EFD_CLOEXEC)) {
  if (descriptor_ < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
}

Acceptor::WakeUp::~WakeUp() {
  ::close(descriptor_);
}

void Acceptor::WakeUp::wake() const {
  // Fails only when the counter would overflow; it is readable then.
  static_cast<void>(::eventfd_write(descriptor_, 1));
}

Acceptor::Acceptor(const Listener& listener, Take take, const AccessLog& log)
    : take_(std::move(take)),
      log_(log),
      isTcp_(listener.file == nullptr),
      isTls_(listener.tls != nullptr),
      socket_(listener.socket),
      thread_([this] { run(); }) {}

Acceptor::~Acceptor() {
  stop();
}

void Acceptor::stop() {
  if (!thread_.joinable()) return;
  stopping_ = true;
  wakeUp_.wake();
  thread_.join();
}

void Acceptor::run() {
  while (!stopping_) {
    awaitClient();
    if (isClientWaiting()) acceptOne();
    dropRefused();
  }
  while (isClientWaiting()) acceptOne();
  socket_.close();
  refused_.clear();
}

/// Waits for a client, for stop(), or while there are any for the time of those
/// who were refused.
void Acceptor::awaitClient() const {
  std::array<pollfd, 2> waits = {pollfd{socket_.impl()->sockfd(), POLLIN, 0},
                                 pollfd{wakeUp_.descriptor(), POLLIN, 0}};
  const auto time = std::chrono::duration_cast<std::chrono::milliseconds>(kRefusedStay);
  ::poll(waits.data(), waits.size(), refused_.empty() ? -1 : static_cast<int>(time.count()));
}

bool Acceptor::isClientWaiting() {
  pollfd wait = {socket_.impl()->sockfd(), POLLIN, 0};
  return ::poll(&wait, 1, 0) > 0;
}

void Acceptor::acceptOne() try {
  StreamSocket client = socket_.acceptConnection();
  if (isTcp_) client.setNoDelay(true);
  if (!take_(client)) refuse(client);
} catch (const Poco::Exception& caught) {
  log_.warn("Cannot accept a connection: " + caught.displayText());
  std::this_thread::sleep_for(kPause);
} catch (const std::exception& caught) {
  log_.warn(std::string("Cannot accept a connection: ") + caught.what());
  std::this_thread::sleep_for(kPause);
}

void Acceptor::refuse(StreamSocket& client) {
  Request unread;
  unread.clientAddress = peerOf(client, {}).address;
  const Response response = problem(503, "The service has as many connections as it may.");
  if (!isTls_) tell(client, messageText(response, unread, "close"));
  log_.write(unread, response, {});
}

void Acceptor::tell(StreamSocket& client, const std::string& message) {
  client.sendBytes(message.data(), static_cast<int>(message.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
  client.shutdownSend();
  if (refused_.size() == kMaxRefused) refused_.pop_front();
  refused_.emplace_back(Clock::now(), client);
}

void Acceptor::dropRefused() {
  const auto now = Clock::now();
  while (!refused_.empty() && now - refused_.front().first >= kRefusedStay) refused_.pop_front();
}

}  // namespace freezer::server
