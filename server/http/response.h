#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "server/page_memory.h"

namespace freezer::server {

struct Route;

struct Header {
  std::string_view name;  ///< A literal.
  std::string value;
};

/// The answer to a request. Content-Length, Date, Connection and x-openstack-request-id are added
/// when it is sent. The answer to a HEAD has the Content-Length of `body`, and no body.
struct Response {
  int status = 200;
  std::string body = {};  ///< Empty for 204 and 304.
  std::string_view contentType = "application/json";
  std::vector<Header> headers = {};
  PageMemory::Share memory = {};  ///< Of the body, if it is a page of a list.

  // For the logs and the metrics only.
  const Route* route = nullptr;  ///< The route that has answered; null: none.
  std::string user = {};         ///< Name of the caller, or ID if there is none; empty: unknown.
  std::string project_id = {};   ///< The project of the caller.
  std::string detail = {};       ///< The reason for a failure of the service.
  std::optional<ErrorCode> error = {};  ///< Why the request was refused, if an Error says it.
};

}  // namespace freezer::server
