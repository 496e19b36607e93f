#pragma once

#include <string>

#include "core/freezer.h"
#include "server/answer.h"
#include "server/http/access_log.h"
#include "server/http/connections.h"

namespace freezer::server {

/// The bytes of an answer, with a body unless the request was a HEAD.
/// `connection` is the value of the Connection field, empty for none.
std::string messageText(const Response& response, const Request& request,
                        std::string_view connection);

/// Carries requests from connections to answer(), and its answers back.
///
/// It reads HTTP/1.1 from Poco's sockets itself. Poco's own HTTP server would
/// have to be fenced in on every side: it takes an unread body for the next
/// request, reads "5,5" as 55, answers each of its limits with a bare 400, knows
/// timeouts for a single read only, resets what is over capacity, and drops the
/// connections it has accepted but not yet served when it is stopped.
class HttpAdapter {
 public:
  /// All must outlive it.
  HttpAdapter(Freezer& freezer, const Context& context, const AccessLog& log);

  /// Answers the requests of a connection until it is to be closed. Throws nothing.
  void serve(Connections& connections, Connections::Connection& connection) const;

 private:
  Freezer& freezer_;
  const Context& context_;
  const AccessLog& log_;
};

}  // namespace freezer::server
