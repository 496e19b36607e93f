#pragma once

#include <Poco/Net/HTTPRequestHandlerFactory.h>

#include "server/http/strict_socket.h"

namespace freezer::server {

/// Makes the handlers that answer the requests of Poco's HTTP server with answer(). The sockets
/// of the server must be StrictSockets.
class RequestHandlerFactory final : public Poco::Net::HTTPRequestHandlerFactory {
 public:
  /// `shared` must outlive it.
  explicit RequestHandlerFactory(const Shared& shared) : shared_(shared) {}

  Poco::Net::HTTPRequestHandler* createRequestHandler(
      const Poco::Net::HTTPServerRequest& request) override;

 private:
  const Shared& shared_;
};

}  // namespace freezer::server
