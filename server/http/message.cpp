#include "server/http/message.h"

#include <Poco/Timestamp.h>

#include <sstream>
#include <utility>

#include "server/errors.h"

namespace freezer::server {
namespace {

using Poco::Net::HTTPMessage;
using Poco::Net::HTTPResponse;

/// RFC 9110, section 8.6: these two have no body, and no length of one.
bool mayHaveBody(const Response& response) {
  return response.status != 204 && response.status != 304;
}

}  // namespace

void fillHead(HTTPResponse& message, const Response& response, const Request& request,
              std::string_view connection) {
  // Poco's server copies the version of the request, but a version is that of its sender.
  message.setVersion(HTTPMessage::HTTP_1_1);
  message.setStatusAndReason(static_cast<HTTPResponse::HTTPStatus>(response.status),
                             std::string(reasonPhrase(response.status)));
  if (mayHaveBody(response)) {
    message.setContentType(std::string(response.contentType));
    message.setContentLength(static_cast<std::streamsize>(response.body.size()));
  }
  for (const Header& header : response.headers) {
    message.add(std::string(header.name), header.value);
  }
  message.erase(HTTPMessage::CONNECTION);
  if (!connection.empty()) message.add(HTTPMessage::CONNECTION, std::string(connection));
  message.add("x-openstack-request-id", request.id);
}

std::string_view bodyOf(const Response& response, const Request& request) {
  return mayHaveBody(response) && request.method != "HEAD" ? response.body : std::string_view();
}

std::string messageText(const Response& response, const Request& request,
                        std::string_view connection) {
  HTTPResponse message;
  message.setDate(Poco::Timestamp());
  fillHead(message, response, request, connection);
  std::ostringstream text;
  message.write(text);
  text << bodyOf(response, request);
  return std::move(text).str();
}

}  // namespace freezer::server
