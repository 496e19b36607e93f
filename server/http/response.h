#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace freezer::server {

struct Header {
  std::string_view name;  ///< A literal.
  std::string value;
};

/// What is answered. Content-Length, Date, Connection and
/// x-openstack-request-id are added when it is sent; a HEAD is answered with
/// the Content-Length of `body` and without it.
struct Response {
  int status = 200;
  std::string body = {};  ///< Empty for 204 and 304.
  std::string_view contentType = "application/json";
  std::vector<Header> headers = {};

  // For the log only.
  std::string user_id = {};     ///< Who asked, once that is known.
  std::string project_id = {};  ///< On behalf of which project.
  std::string detail = {};      ///< What lies behind a failure of the service.
};

}  // namespace freezer::server
