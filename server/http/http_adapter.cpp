#include "server/http/http_adapter.h"

#include <algorithm>
#include <ctime>
#include <exception>
#include <optional>
#include <utility>
#include <variant>

#include "server/errors.h"
#include "server/http/http_body.h"
#include "server/http/http_head.h"
#include "server/http/http_stream.h"
#include "server/http/origin.h"
#include "server/http/tls_session.h"

namespace freezer::server {
namespace {

/// How long a client that gets no more answers may take to stop sending.
constexpr std::chrono::seconds kLinger{2};
/// The least that a client must take of an answer in a second, once the time of
/// a request is over.
constexpr std::size_t kSlowestReader = 64 * 1024;

/// Up to here, to copy a body behind its head is cheaper than to send it by itself.
constexpr std::size_t kJoined = 8 * 1024;

/// RFC 9110, section 5.6.7: "Sun, 06 Nov 1994 08:49:37 GMT", whatever the locale.
std::string dateText(std::time_t now) {
  constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::tm utc = {};
  gmtime_r(&now, &utc);
  char rest[32];
  const std::size_t size = std::strftime(rest, sizeof rest, " %Y %H:%M:%S GMT", &utc);
  const std::string day = std::to_string(utc.tm_mday);
  return std::string(kDays[utc.tm_wday]) + ", " + (day.size() < 2 ? "0" : "") + day + ' ' +
         kMonths[utc.tm_mon] + std::string(rest, size);
}

/// The date of now; its text is made once a second.
const std::string& httpDate() {
  thread_local std::time_t second = 0;
  thread_local std::string text;
  if (const std::time_t now = std::time(nullptr); now != second) {
    second = now;
    text = dateText(now);
  }
  return text;
}

/// RFC 9110, section 8.6: these two have no body, and no length of one.
bool mayHaveBody(const Response& response) {
  return response.status != 204 && response.status != 304;
}

std::string_view bodyOf(const Response& response, const Request& request) {
  return mayHaveBody(response) && request.method != "HEAD" ? response.body : std::string_view();
}

std::string headText(const Response& response, const Request& request,
                     std::string_view connection) {
  std::string text;
  text.reserve(512 + (response.body.size() <= kJoined ? response.body.size() : 0));
  text.append("HTTP/1.1 ").append(std::to_string(response.status));
  text.append(" ").append(reasonPhrase(response.status));
  text.append("\r\nDate: ").append(httpDate());
  if (mayHaveBody(response)) {
    text.append("\r\nContent-Type: ").append(response.contentType);
    text.append("\r\nContent-Length: ").append(std::to_string(response.body.size()));
  }
  for (const Header& header : response.headers) {
    text.append("\r\n").append(header.name).append(": ").append(header.value);
  }
  if (!connection.empty()) text.append("\r\nConnection: ").append(connection);
  text.append("\r\nx-openstack-request-id: ").append(request.id).append("\r\n\r\n");
  return text;
}

/// One connection while it is served.
class Exchange {
 public:
  Exchange(Freezer& freezer, const Context& context, const AccessLog& log, Connections& connections,
           Connections::Connection& connection)
      : freezer_(freezer),
        context_(context),
        log_(log),
        connections_(connections),
        connection_(connection),
        peer_(peerOf(connection.socket, context.trustedProxies)),
        // A head that is over its limits is noticed before the buffer is full.
        stream_(connection.socket, 2 * (context.limits.maxHeader + context.limits.maxUri)) {
    if (connection.tls == nullptr) return;
    connection.socket.setBlocking(false);
    tls_.emplace(*connection.tls, connection.socket.impl()->sockfd());
  }

  void run() {
    if (tls_ && !startTls()) return;
    while (awaitRequest() && serveRequest()) {
    }
    // Requests that followed the last: closing on them could cost its answer.
    if (!stream_.unread().empty()) stream_.linger(SteadyClock::now() + kLinger);
  }

 private:
  /// Shakes hands, which counts as idle: a client that takes its time has to make
  /// room for others, and ends with the service.
  bool startTls() {
    begin_ = SteadyClock::now();
    connections_.beginIdle(connection_);
    const auto state = tls_->accept(after(context_.limits.requestSeconds));
    if (state == Transfer::Ready) {
      stream_.use(*tls_);
      return true;
    }
    log_.info("client=\"" + peer_.address + "\" failed to begin TLS: " +
              (state == Transfer::TimedOut ? "it took too long" : tls_->failure()));
    if (!tls_->metPlainHttp()) return false;
    connection_.socket.setBlocking(true);
    return refuseUnread({400, "This port speaks HTTPS, and the request was plain HTTP."});
  }

  bool awaitRequest() {
    if (!stream_.unread().empty()) return true;
    connections_.beginIdle(connection_);
    const auto state = stream_.fill(after(context_.limits.keepAliveSeconds));
    connections_.endIdle(connection_);
    return state == HttpStream::State::Ready;
  }

  /// Reads and answers one request; whether another may follow.
  bool serveRequest() {
    begin_ = SteadyClock::now();
    const Deadline deadline = after(context_.limits.requestSeconds);
    auto read = readHead(deadline);
    if (const auto* refusal = std::get_if<Refusal>(&read)) return refuseUnread(*refusal);

    auto& head = std::get<RequestHead>(read);
    if (tls_) head.request.scheme = "https";
    setOrigin(head.request, peer_, context_.trustedProxies);
    if (const auto refusal = readBody(stream_, head, context_.limits, deadline)) {
      return refuse(head.request, *refusal);
    }
    const Response response = answer(freezer_, context_, head.request);
    const bool keepAlive = head.keepAlive && !connection_.ending;
    const char* const kept = head.isHttp10 ? "keep-alive" : "";
    return send(head.request, response, keepAlive ? kept : "close") && keepAlive;
  }

  std::variant<RequestHead, Refusal> readHead(Deadline deadline) {
    while (true) {
      // RFC 9112, section 2.2: empty lines before a request are ignored.
      while (stream_.unread().starts_with("\r\n")) stream_.take(2);
      const auto found = findHead(stream_.unread(), context_.limits);
      if (const auto* refusal = std::get_if<Refusal>(&found)) return *refusal;
      if (const std::size_t size = std::get<std::size_t>(found); size > 0) {
        auto head = parseHead(stream_.unread().substr(0, size), context_.limits);
        stream_.take(size);
        return head;
      }
      const auto state = stream_.fill(deadline);
      if (state != HttpStream::State::Ready) return incomplete(state);
    }
  }

  bool refuseUnread(const Refusal& refusal) {
    Request unread;
    unread.clientAddress = peer_.address;
    return refuse(unread, refusal);
  }

  bool refuse(const Request& request, const Refusal& refusal) {
    send(request, problem(refusal.status, refusal.description), "close");
    stream_.linger(SteadyClock::now() + kLinger);
    return false;
  }

  bool send(const Request& request, const Response& response, std::string_view connection) {
    std::string head = headText(response, request, connection);
    const std::string_view body = bodyOf(response, request);
    const Deadline deadline =
        after(context_.limits.requestSeconds + static_cast<int>(body.size() / kSlowestReader));
    auto state = HttpStream::State::Ready;
    if (body.size() <= kJoined) {
      state = stream_.write(head.append(body), deadline);
    } else {
      state = stream_.write(head, deadline, HttpStream::Follows::More);
      if (state == HttpStream::State::Ready) state = stream_.write(body, deadline);
    }
    log_.write(request, response, SteadyClock::now() - begin_);
    return state == HttpStream::State::Ready;
  }

  static Deadline after(int seconds) { return SteadyClock::now() + std::chrono::seconds(seconds); }

  Freezer& freezer_;
  const Context& context_;
  const AccessLog& log_;
  Connections& connections_;
  Connections::Connection& connection_;
  const Peer peer_;
  std::optional<TlsSession> tls_;  ///< None: plain HTTP.
  HttpStream stream_;
  SteadyClock::time_point begin_;  ///< Of the present request.
};

}  // namespace

std::string messageText(const Response& response, const Request& request,
                        std::string_view connection) {
  return headText(response, request, connection).append(bodyOf(response, request));
}

HttpAdapter::HttpAdapter(Freezer& freezer, const Context& context, const AccessLog& log)
    : freezer_(freezer), context_(context), log_(log) {}

void HttpAdapter::serve(Connections& connections, Connections::Connection& connection) const try {
  Exchange(freezer_, context_, log_, connections, connection).run();
} catch (const std::exception& caught) {
  // No memory, say; answer() itself lets nothing through.
  log_.warn(std::string("A connection was dropped: ") + caught.what());
}

}  // namespace freezer::server
