#include "tests/support/fake_http_server.h"

#include <Poco/Exception.h>
#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerRequestImpl.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/SecureServerSocket.h>
#include <Poco/StreamCopier.h>
#include <Poco/ThreadPool.h>

#include <algorithm>
#include <thread>
#include <utility>

namespace freezer::test {
namespace {

using namespace Poco::Net;

ServerSocket socketFor(const std::string& pem) {
  const SocketAddress anyPort("127.0.0.1", 0);
  if (pem.empty()) return ServerSocket(anyPort);
  Context::Ptr context =
      new Context(Context::TLS_SERVER_USE, pem, pem, pem, Context::VERIFY_STRICT);
  context->enableExtendedCertificateVerification(false);  // Clients may come from any address.
  return SecureServerSocket(anyPort, 64, context);
}

void send(HTTPServerRequest& request, HTTPServerResponse& response,
          const FakeHttpServer::Answer& answer) {
  if (answer.raw) {
    auto& socket = static_cast<HTTPServerRequestImpl&>(request).socket();
    socket.sendBytes(answer.raw->data(), static_cast<int>(answer.raw->size()));
    if (answer.closes) socket.shutdown();
    response.setKeepAlive(!answer.closes);
    return;
  }
  response.setStatus(static_cast<HTTPResponse::HTTPStatus>(answer.status));
  for (const auto& [name, value] : answer.headers) response.set(name, value);
  if (answer.endless) {
    response.setChunkedTransferEncoding(true);
    std::ostream& stream = response.send();
    const bool isSlow = answer.pause.count() > 0;
    const std::string piece(isSlow ? 1 : 8192, 'x');
    while (stream << piece) {
      if (isSlow) stream.flush();
      std::this_thread::sleep_for(answer.pause);
    }
    return;
  }
  response.sendBuffer(answer.body.data(), answer.body.size());
}

}  // namespace

/// The socket and the threads.
class FakeHttpServer::Server {
 public:
  Server(FakeHttpServer& fake, const std::string& pem)
      : http_(new Factory(fake), threads_, socketFor(pem), params()) {
    http_.start();
  }
  ~Server() {
    http_.stopAll();  // Ends each connection after its request.
    threads_.joinAll();
  }

  std::uint16_t port() const { return http_.port(); }
  int connections() const { return http_.totalConnections(); }

 private:
  class Handler : public HTTPRequestHandler {
   public:
    explicit Handler(FakeHttpServer& fake) : fake_(fake) {}

    void handleRequest(HTTPServerRequest& request, HTTPServerResponse& response) override try {
      const std::string& target = request.getURI();
      const std::size_t query = std::min(target.find('?'), target.size());
      Asked asked{request.getMethod(), target.substr(0, query),
                  target.substr(std::min(query + 1, target.size())),
                  request.get("X-Auth-Token", ""), request.get("X-Subject-Token", "")};
      if (request.hasContentLength()) {
        Poco::StreamCopier::copyToString(request.stream(), asked.body);
      }
      send(request, response, fake_.respond_(asked));
    } catch (const Poco::Exception&) {
      // The client has closed the connection.
    }

   private:
    FakeHttpServer& fake_;
  };

  class Factory : public HTTPRequestHandlerFactory {
   public:
    explicit Factory(FakeHttpServer& fake) : fake_(fake) {}
    HTTPRequestHandler* createRequestHandler(const HTTPServerRequest& /*request*/) override {
      return new Handler(fake_);  // Poco owns it.
    }

   private:
    FakeHttpServer& fake_;
  };

  static HTTPServerParams* params() {
    auto* params = new HTTPServerParams;  // Poco owns it.
    params->setMaxThreads(64);
    params->setKeepAlive(true);
    params->setThreadIdleTime(Poco::Timespan(0, 100000));  // Poco ends idle threads no sooner.
    return params;
  }

  Poco::ThreadPool threads_{2, 64};
  HTTPServer http_;
};

FakeHttpServer::FakeHttpServer(Respond respond, const std::string& pem)
    : respond_(std::move(respond)),
      server_(std::make_unique<Server>(*this, pem)),
      url_(std::string(pem.empty() ? "http" : "https") +
           "://127.0.0.1:" + std::to_string(server_->port())) {}

FakeHttpServer::~FakeHttpServer() = default;

std::string FakeHttpServer::url() const {
  return url_;
}

int FakeHttpServer::connections() const {
  return server_->connections();
}

}  // namespace freezer::test
