#include "server/http/strict_socket.h"

#include <Poco/Net/NetException.h>

#include <exception>
#include <utility>
#include <variant>

#include "server/errors.h"
#include "server/http/body.h"
#include "server/http/message.h"
#include "server/metrics/metrics.h"

namespace freezer::server {
namespace {

/// How long a client that gets no more answers may take to stop sending.
constexpr std::chrono::seconds kLinger{2};

/// Bytes of an answer that a client must receive in a second, once the time of a request is
/// over.
constexpr std::size_t kSlowestReader = 64 * 1024;

Deadline after(int seconds) {
  return SteadyClock::now() + std::chrono::seconds(seconds);
}

}  // namespace

StrictSocket::StrictSocket(const Poco::Net::StreamSocket& accepted,
                           const Poco::Net::SocketAddress& client,
                           const Poco::Net::SocketAddress& server, const Shared& shared,
                           const TlsContext* tls)
    : shared_(shared),
      limits_(shared.context.limits),
      tls_(tls),
      clientAddress_(client),
      serverAddress_(server),
      peer_(peerOf(client, shared.context.trustedProxies)),
      stream_(accepted),
      connection_(accepted, peer_.isTrusted || peer_.address == kUnixPeer ? "" : peer_.address),
      isAdmitted_(shared.connections.add(connection_)) {
  reset(accepted.impl()->sockfd());
}

StrictSocket::~StrictSocket() {
  shared_.connections.remove(connection_);
  reset();  // The descriptor belongs to the accepted socket.
}

void StrictSocket::close() {
  if (!initialized()) return;
  // Requests that follow the last: closing with them unread could cost its answer.
  if (!stream_.unread().empty()) stream_.linger(SteadyClock::now() + kLinger);
  shared_.connections.remove(connection_);
  reset();
  stream_.close();
}

bool StrictSocket::poll(const Poco::Timespan& /*timeout*/, int /*mode*/) try {
  if (!std::exchange(hasBegun_, true) && !begin()) return false;
  return awaitRequest() && readHead();
} catch (const std::exception& caught) {
  // No memory, for example; what a client sends is no exception.
  shared_.context.incidents.note(Incident::ConnectionDropped, caught.what());
  return false;
}

bool StrictSocket::begin() {
  shared_.connections.begin(connection_);
  return tls_ == nullptr || beginTls();
}

/// A handshake counts as idle: a client that takes its time has to make room for others, and
/// does not delay a stop.
bool StrictSocket::beginTls() {
  begin_ = SteadyClock::now();
  shared_.connections.beginIdle(connection_);
  const auto state = stream_.beginTls(tls_->current(), after(limits_.requestSeconds));
  if (state == Transfer::Ready) return true;
  const std::string reason = state == Transfer::TimedOut ? "it took too long" : stream_.failure();
  shared_.log.info("client=\"" + peer_.address + "\" failed to begin TLS: " + reason);
  if (isPlainHttp(reason)) {
    stream_.abandonTls();
    refuseUnread({400, "This port requires HTTPS, and the request was plain HTTP."});
  }
  return false;
}

bool StrictSocket::awaitRequest() {
  if (!stream_.unread().empty()) return true;
  stream_.shrink();
  shared_.connections.beginIdle(connection_);
  const auto state = stream_.fill(after(limits_.keepAliveSeconds));
  shared_.connections.endIdle(connection_);
  return state == Transfer::Ready;
}

bool StrictSocket::readHead() {
  begin_ = SteadyClock::now();
  deadline_ = after(limits_.requestSeconds);
  while (true) {
    // RFC 9112, section 2.2: empty lines before a request are ignored.
    while (stream_.unread().starts_with("\r\n")) stream_.take(2);
    const auto found = findHead(stream_.unread(), limits_);
    if (const auto* refusal = std::get_if<Refusal>(&found)) return refuseUnread(*refusal);
    if (const std::size_t size = std::get<std::size_t>(found); size > 0) return takeHead(size);
    const auto state = stream_.fill(deadline_);
    if (state != Transfer::Ready) return refuseUnread(incomplete(state));
  }
}

bool StrictSocket::takeHead(std::size_t size) {
  auto parsed = parseHead(stream_.unread().substr(0, size), limits_);
  stream_.take(size);
  if (const auto* refusal = std::get_if<Refusal>(&parsed)) return refuseUnread(*refusal);
  head_ = std::move(std::get<RequestHead>(parsed));
  if (tls_ != nullptr) head_.request.scheme = "https";
  setOrigin(head_.request, peer_, shared_.context.trustedProxies);
  handed_ = head_.request.method + " / HTTP/1.1\r\n\r\n";
  return true;
}

bool StrictSocket::readBody() {
  const bool hasBody = head_.isChunked || head_.contentLength > 0;
  const std::size_t maxBody = hasBody ? maxBodyOf(shared_.context, head_.request) : 0;
  const auto refusal = server::readBody(stream_, head_, maxBody, deadline_);
  if (refusal) return refuse(head_.request, *refusal);
  shared_.connections.beginRequest(connection_);
  head_.request.isAbandoned = [this] { return stream_.isClosedByClient(); };
  return true;
}

bool StrictSocket::refuseUnread(const Refusal& refusal) {
  Request unread;
  unread.clientAddress = peer_.address;
  return refuse(unread, refusal);
}

bool StrictSocket::refuse(const Request& request, const Refusal& refusal) {
  const Response response =
      server::refusal(shared_.context, request, refusal.status, refusal.description);
  noteRefusal(refusal.status);
  auditRefusal(shared_.context, request, response);
  send(messageText(response, request, "close"), "", request, response);
  stream_.linger(SteadyClock::now() + kLinger);
  return false;
}

void StrictSocket::noteRefusal(int status) {
  if (status == 408) note(Incident::RequestTimedOut);
  if (status == 413 || status == 414 || status == 431) note(Incident::RequestTooLarge);
}

void StrictSocket::note(Incident incident) {
  shared_.context.incidents.note(incident, "client " + peer_.address);
}

bool StrictSocket::send(const Poco::Net::HTTPResponse& message, const Response& response) {
  headText_.str({});
  message.write(headText_);
  return send(headText_.view(), bodyOf(response, head_.request), head_.request, response);
}

bool StrictSocket::send(std::string_view head, std::string_view body, const Request& request,
                        const Response& response) {
  const auto time = limits_.requestSeconds + static_cast<int>(body.size() / kSlowestReader);
  const auto state = stream_.write(head, body, after(time));
  const auto duration = SteadyClock::now() - begin_;
  shared_.log.write(request, response, duration);
  if (Metrics* const metrics = shared_.context.metrics) metrics->note(request, response, duration);
  if (state == Transfer::TimedOut) note(Incident::ReaderTooSlow);
  return state == Transfer::Ready;
}

int StrictSocket::receiveBytes(void* buffer, int length, int /*flags*/) {
  const std::size_t size =
      handed_.copy(static_cast<char*>(buffer), static_cast<std::size_t>(length));
  handed_.erase(0, size);
  return static_cast<int>(size);
}

int StrictSocket::sendBytes(const void* buffer, int length, int /*flags*/) {
  const std::string_view bytes(static_cast<const char*>(buffer), static_cast<std::size_t>(length));
  if (stream_.write(bytes, "", after(limits_.requestSeconds)) == Transfer::Ready) return length;
  throw Poco::Net::ConnectionResetException();
}

}  // namespace freezer::server
