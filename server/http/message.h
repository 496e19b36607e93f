#pragma once

#include <Poco/Net/HTTPResponse.h>

#include <string>
#include <string_view>

#include "server/http/request.h"
#include "server/http/response.h"

namespace freezer::server {

/// Sets status, version and header fields of `message`, whose Date is set, to those of
/// `response`. `connection` is the value of the Connection field, empty for none.
void fillHead(Poco::Net::HTTPResponse& message, const Response& response, const Request& request,
              std::string_view connection);

/// The bytes that follow the head: none for a HEAD, a 204 and a 304.
std::string_view bodyOf(const Response& response, const Request& request);

/// The bytes of a whole answer of now.
std::string messageText(const Response& response, const Request& request,
                        std::string_view connection);

}  // namespace freezer::server
