#include "server/http/request_handler.h"

#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPServerRequestImpl.h>
#include <Poco/Net/HTTPServerResponse.h>

#include <exception>
#include <string>

#include "server/http/message.h"
#include "server/metrics/metrics.h"

namespace freezer::server {
namespace {

using Poco::Net::HTTPServerRequest;
using Poco::Net::HTTPServerResponse;

class RequestHandler final : public Poco::Net::HTTPRequestHandler {
 public:
  explicit RequestHandler(const Shared& shared) : shared_(shared) {}

  /// Throws nothing: Poco's server would close the connection without an answer, or answer 500
  /// without a body.
  void handleRequest(HTTPServerRequest& request, HTTPServerResponse& response) override try {
    auto& server = static_cast<Poco::Net::HTTPServerRequestImpl&>(request);
    auto& socket = static_cast<StrictSocket&>(*server.socket().impl());
    // Poco's server reads from the response whether the connection goes on.
    if (!socket.readBody()) return response.setKeepAlive(false);  // The request was refused.

    const Metrics::Running running(shared_.context.metrics);
    const RequestHead& head = socket.head();
    const Response answered = answer(shared_.freezer, shared_.context, head.request);
    const char* const kept = head.isHttp10 ? "keep-alive" : "";
    fillHead(response, answered, head.request, socket.keepsAlive() ? kept : "close");
    if (!socket.send(response, answered)) response.setKeepAlive(false);
  } catch (const std::exception& caught) {
    // No memory, for example; answer() itself throws nothing.
    shared_.context.incidents.note(Incident::ConnectionDropped, caught.what());
    response.setKeepAlive(false);
  }

 private:
  const Shared& shared_;
};

}  // namespace

Poco::Net::HTTPRequestHandler* RequestHandlerFactory::createRequestHandler(
    const HTTPServerRequest& /*request*/) {
  return new RequestHandler(shared_);
}

}  // namespace freezer::server
