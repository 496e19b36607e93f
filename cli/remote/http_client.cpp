#include "cli/remote/http_client.h"

#include <Poco/Net/Context.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/HTTPSClientSession.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/SSLException.h>
#include <Poco/Net/SecureStreamSocket.h>

#include <optional>
#include <utility>

#include "cli/remote/deadline.h"
#include "cli/remote/no_pipe_signal.h"

namespace freezer::cli {
namespace {

// Not the whole namespace: it has another Context.
using Poco::Net::HTTPClientSession;
using Poco::Net::HTTPMessage;
using Poco::Net::HTTPRequest;
using Poco::Net::HTTPResponse;
using Poco::Net::HTTPSClientSession;
using Poco::Net::IPAddress;
using Poco::Net::SecureStreamSocket;
using Poco::Net::SocketAddress;
using Poco::Net::StreamSocket;
using TlsContext = Poco::Net::Context;

constexpr int kMostFields = 100;

Poco::Timespan timespan(std::chrono::seconds seconds) {
  return {static_cast<long>(seconds.count()), 0};
}

TlsContext::Ptr tlsContext(const std::string& caFile) {
  TlsContext::Params params;
  params.verificationMode = TlsContext::VERIFY_STRICT;
  params.caLocation = caFile;
  params.loadDefaultCAs = caFile.empty();
  params.cipherList = "DEFAULT";
  TlsContext::Ptr context = new TlsContext(TlsContext::TLS_CLIENT_USE, params);
  context->requireMinimumProtocol(TlsContext::PROTO_TLSV1_2);
  return context;
}

/// Calls `work`, which throws TimeoutException if the deadline passes.
template <typename Work>
void runBy(const Deadline& deadline, Work work) {
  try {
    work();
  } catch (const Poco::Exception&) {
    if (!deadline.hasPassed()) throw;
  }
  if (deadline.hasPassed()) throw Poco::TimeoutException();
}

std::unique_ptr<HTTPClientSession> plainSession(const SocketAddress& address,
                                                std::chrono::seconds timeout) {
  StreamSocket socket;
  socket.connect(address, timespan(timeout));
  return std::make_unique<HTTPClientSession>(socket);
}

std::unique_ptr<HTTPClientSession> secureSession(const SocketAddress& address,
                                                 const std::string& host, const std::string& caFile,
                                                 std::chrono::seconds timeout) {
  SecureStreamSocket socket(tlsContext(caFile));
  // Without a name, the certificate is checked for the address, which SNI must not hold.
  if (IPAddress literal; !IPAddress::tryParse(host, literal)) socket.setPeerHostName(host);
  socket.setLazyHandshake();
  auto session = std::make_unique<HTTPSClientSession>(socket);  // Must not be connected yet.
  socket.connect(address, timespan(timeout));
  const Deadline deadline(socket, timeout);
  runBy(deadline, [&] {
    socket.completeHandshake();
    socket.verifyPeerCertificate();
  });
  return session;
}

/// Reads a body; none if it is larger than `most`.
std::optional<std::string> bodyOf(std::istream& stream, std::size_t most) {
  constexpr std::size_t kPiece = 64 * 1024;
  std::string piece(kPiece, '\0');
  std::string body;
  while (stream) {
    stream.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    body.append(piece, 0, static_cast<std::size_t>(stream.gcount()));
    if (body.size() > most) return std::nullopt;
  }
  return body;
}

bool isCutShort(const HTTPResponse& response, const std::string& body) {
  return response.hasContentLength() && !response.getChunkedTransferEncoding() &&
         std::cmp_not_equal(response.getContentLength64(), body.size());
}

/// Why the service cannot be used, and what to do.
std::string remedyFor(const Poco::Exception& failure) {
  if (dynamic_cast<const Poco::Net::SSLException*>(&failure) != nullptr) {
    return "TLS failed (" + failure.displayText() +
           "): name the certificates to trust with --ca-file or OS_CACERT";
  }
  if (dynamic_cast<const Poco::Net::ConnectionRefusedException*>(&failure) != nullptr) {
    return "nothing listens there: check the address, and whether the service runs";
  }
  if (dynamic_cast<const Poco::Net::NoMessageException*>(&failure) != nullptr) {
    return "the connection was closed without an answer: check that the address is one of HTTP";
  }
  return failure.displayText();
}

}  // namespace

HttpClient::HttpClient(const RemoteAddress& address, HttpOptions options)
    : address_(address), options_(std::move(options)) {}

HttpClient::~HttpClient() = default;

Result<HttpAnswer> HttpClient::get(const std::string& path) {
  const NoPipeSignal noSignal;
  const std::string where = address_.origin + ": ";
  for (;;) {
    const bool isReused = session_ != nullptr;
    try {
      return exchange(path);
    } catch (const Poco::TimeoutException&) {
      session_.reset();
      return Error{ErrorCode::StoreFailure, where + "no answer within " +
                                                std::to_string(options_.timeout.count()) +
                                                " s: try again, or with a larger --timeout"};
    } catch (const Poco::Exception& failure) {
      session_.reset();
      // The service may have closed a connection that was not used for a while.
      if (!isReused) return Error{ErrorCode::StoreFailure, where + remedyFor(failure)};
    }
  }
}

void HttpClient::connect() {
  const SocketAddress server(address_.host, address_.port);
  session_ = address_.isSecure
                 ? secureSession(server, address_.host, options_.caFile, options_.timeout)
                 : plainSession(server, options_.timeout);
  session_->setTimeout(timespan(options_.timeout));
  session_->setKeepAlive(true);
  session_->setKeepAliveTimeout(Poco::Timespan(1, 0, 0, 0, 0));  // exchange() decides.
}

/// Throws Poco::Exception if there is no whole answer.
Result<HttpAnswer> HttpClient::exchange(const std::string& path) {
  if (!session_) connect();
  const Deadline deadline(session_->socket(), options_.timeout);
  HTTPRequest request(HTTPRequest::HTTP_GET, path, HTTPMessage::HTTP_1_1);
  request.set("Host", address_.authority);
  request.set("Accept", "application/json");
  request.set("X-Auth-Token", options_.token);
  HTTPResponse response;
  response.setFieldLimit(kMostFields);
  std::optional<std::string> body;
  runBy(deadline, [&] {
    session_->sendRequest(request);
    body = bodyOf(session_->receiveResponse(response), options_.maxAnswer);
  });
  if (!body) {
    session_.reset();
    return Error{ErrorCode::TooLarge, address_.origin + ": the answer to " + path +
                                          " is larger than " + std::to_string(options_.maxAnswer) +
                                          " bytes"};
  }
  if (isCutShort(response, *body))
    throw Poco::Net::MessageException("the answer is cut short: try again");
  HttpAnswer answer{static_cast<int>(response.getStatus()), *std::move(body),
                    response.get("Location", "")};
  if (!response.getKeepAlive()) session_.reset();
  return answer;
}

}  // namespace freezer::cli
