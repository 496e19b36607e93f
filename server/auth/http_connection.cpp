#include "server/auth/http_connection.h"

#include <Poco/Buffer.h>
#include <Poco/Net/Context.h>
#include <Poco/Net/DNS.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/HTTPSClientSession.h>
#include <Poco/Net/NetException.h>
#include <Poco/StreamCopier.h>
#include <Poco/URI.h>

#include <future>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "server/http/certificate_fault.h"

namespace freezer::server {
namespace {

using namespace Poco::Net;
using SteadyClock = std::chrono::steady_clock;

constexpr std::chrono::minutes kLongestIdle{1};  // Firewalls forget connections silently.
constexpr int kMostFields = 100;

/// The path of a URL as it is written; Poco::URI would decode it.
std::string pathOf(const std::string& url) {
  const auto begin = url.find('/', url.find("://") + 3);
  return begin == url.npos ? "" : url.substr(begin);
}

struct Resolved {
  std::vector<IPAddress> addresses;
  std::string fault;  ///< Empty: there is none.
};

/// Asks the resolver of the system.
Resolved lookUp(const std::string& host) try {
  return {DNS::hostByName(host).addresses(), {}};
} catch (const Poco::Exception& caught) {
  return {{}, caught.message()};
}

/// The addresses of a host. The resolver of the system has no deadline of its own: it runs
/// in a thread that is left behind when it takes too long.
std::vector<IPAddress> resolve(const std::string& host, SteadyClock::time_point deadline) {
  IPAddress literal;
  if (IPAddress::tryParse(host, literal)) return {literal};
  std::packaged_task<Resolved()> task([host] { return lookUp(host); });
  auto future = task.get_future();
  std::thread(std::move(task)).detach();
  if (future.wait_until(deadline) != std::future_status::ready) {
    throw Poco::TimeoutException("the name " + host + " is not resolved");
  }
  Resolved resolved = future.get();
  if (!resolved.fault.empty()) throw Poco::Net::HostNotFoundException(resolved.fault);
  return std::move(resolved.addresses);
}

/// Made for each connection, so that renewed files are read.
Poco::Net::Context::Ptr tlsContext(const HttpClient::Options& options) {
  Poco::Net::Context::Params params;
  params.verificationMode =
      options.insecure ? Poco::Net::Context::VERIFY_NONE : Poco::Net::Context::VERIFY_STRICT;
  params.caLocation = options.caFile;
  params.loadDefaultCAs = options.caFile.empty();
  params.certificateFile = options.certFile;
  if (!options.certFile.empty()) {
    params.privateKeyFile = options.keyFile.empty() ? options.certFile : options.keyFile;
  }
  params.cipherList = "DEFAULT";
  Poco::Net::Context::Ptr context =
      new Poco::Net::Context(Poco::Net::Context::TLS_CLIENT_USE, params);
  context->requireMinimumProtocol(Poco::Net::Context::PROTO_TLSV1_2);
  keepCertificateFaults(context->sslContext());
  return context;
}

/// A session over a socket that is connected to `address`.
template <typename Session, typename Socket, typename Impl>
std::unique_ptr<HTTPClientSession> sessionOver(Impl* impl, const SocketAddress& address) {
  const Socket socket{StreamSocket(impl)};  // Owns it. Must not be connected yet.
  auto session = std::make_unique<Session>(socket);
  session->setHost(address.host().toString());  // Only for reconnecting, which the socket refuses.
  session->setKeepAlive(true);
  session->setKeepAliveTimeout(Poco::Timespan(1, 0, 0, 0, 0));  // isReusable() decides.
  impl->open(address);
  return session;
}

std::unique_ptr<HTTPClientSession> plainSession(Bounds& bounds, const SocketAddress& address) {
  return sessionOver<HTTPClientSession, StreamSocket>(new BoundedSocket<StreamSocketImpl>(bounds),
                                                      address);
}

std::unique_ptr<HTTPClientSession> secureSession(Bounds& bounds, const SocketAddress& address,
                                                 const std::string& host,
                                                 const HttpClient::Options& options) {
  auto* const impl = new BoundedSocket<SecureStreamSocketImpl>(bounds, tlsContext(options));
  // Without a name, the certificate is checked for the address, which SNI must not hold.
  if (IPAddress literal; !IPAddress::tryParse(host, literal)) impl->setPeerHostName(host);
  takeCertificateFault();  // Of an earlier handshake.
  try {
    return sessionOver<HTTPSClientSession, SecureStreamSocket>(impl, address);
  } catch (const SSLException&) {
    const std::string fault = takeCertificateFault();
    if (fault.empty()) throw;
    throw CertificateValidationException(fault);
  }
}

void rethrowFailure(const HTTPClientSession& session) {
  if (session.networkException() != nullptr) session.networkException()->rethrow();
}

void require(bool condition, const char* otherwise) {
  if (!condition) throw MessageException(otherwise);
}

bool hasNoBody(const HTTPResponse& response) {
  return response.getStatus() == HTTPResponse::HTTP_NO_CONTENT ||
         response.getStatus() == HTTPResponse::HTTP_NOT_MODIFIED;
}

}  // namespace

HttpConnection::HttpConnection(const std::string& url, const HttpClient::Options& options,
                               Deadline deadline)
    : path_(pathOf(url)) {
  const Poco::URI parsed(url);
  const bool isSecure = parsed.getScheme() == "https";
  require(isSecure || parsed.getScheme() == "http", "the URL is neither http nor https");
  host_ = parsed.getAuthority();
  const auto addresses = resolve(parsed.getHost(), deadline);
  require(!addresses.empty(), "the host has no address");
  for (std::size_t tried = 0; !session_; ++tried) {
    // Each address gets its share of the time that is left.
    const auto now = SteadyClock::now();
    const auto untried = static_cast<int>(addresses.size() - tried);
    bounds_.deadline = now + (deadline - now) / untried;
    const SocketAddress address(addresses[tried], parsed.getPort());
    try {
      session_ = isSecure ? secureSession(bounds_, address, parsed.getHost(), options)
                          : plainSession(bounds_, address);
    } catch (const Poco::Exception&) {
      if (untried == 1) throw;
    }
  }
}

HttpConnection::~HttpConnection() = default;

HttpReply HttpConnection::exchange(const HttpRequest& request, std::size_t maxReply,
                                   Deadline deadline) {
  kept_ = false;
  bounds_ = {.deadline = deadline, .left = maxReply};
  HTTPRequest sent(request.method, path_ + request.path, HTTPMessage::HTTP_1_1);
  sent.set("Host", host_);
  sent.set("Accept", "application/json");
  for (const auto& [name, value] : request.headers) sent.set(name, value);
  if (!request.body.empty()) sent.setContentType("application/json");
  if (!request.body.empty() || request.method == "POST") {
    sent.setContentLength64(static_cast<Poco::Int64>(request.body.size()));
  }
  session_->sendRequest(sent) << request.body;

  HTTPResponse response;
  response.setFieldLimit(kMostFields);
  std::istream& stream = session_->receiveResponse(response);
  // Poco takes the end of the connection for the end of the head, or of a body in chunks.
  require(!bounds_.ended && response.getVersion().starts_with("HTTP/1."),
          "the HTTP header of the reply is incomplete");
  HttpReply reply{.status = response.getStatus(),
                  .subjectToken = response.get("X-Subject-Token", "")};
  Poco::StreamCopier::copyToString(stream, reply.body);
  rethrowFailure(*session_);
  const bool isChunked = response.getChunkedTransferEncoding();
  const bool hasLength = response.hasContentLength() && !isChunked && !hasNoBody(response);
  if (hasLength) {
    require(static_cast<Poco::Int64>(reply.body.size()) == response.getContentLength64(),
            "the reply is incomplete");
  }
  require(!isChunked || !bounds_.ended, "the reply is incomplete");

  // Poco does not say whether chunks ended as they must: what follows them is not trusted.
  Poco::Buffer<char> rest(0);
  session_->drainBuffer(rest);
  kept_ = response.getKeepAlive() && (hasLength || hasNoBody(response)) && rest.empty();
  lastUse_ = SteadyClock::now();
  return reply;
}

bool HttpConnection::isReusable() const {
  // A server that has closed the connection, or sent what was not asked for, is heard.
  StreamSocket& socket = session_->socket();
  return kept_ && SteadyClock::now() - lastUse_ < kLongestIdle && socket.available() == 0 &&
         !socket.poll(Poco::Timespan(0), Socket::SELECT_READ);
}

}  // namespace freezer::server
