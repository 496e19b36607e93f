#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace freezer::server {

/// "req-" and a new random uuid.
std::string newRequestId();

/// Whether `id` is of the form that newRequestId() makes.
bool isRequestId(std::string_view id);

/// What a client asked for: all that the answer depends on. Header fields that
/// were sent more than once are joined with ", " (RFC 9110, section 5.3).
struct Request {
  std::string method = {};  ///< As sent; methods are case-sensitive.
  std::string path = {};    ///< Of the target, still percent-encoded: "/v2/p1/jobs/".
  std::string query = {};   ///< What follows the "?", still percent-encoded.

  std::optional<std::string> authToken = {};     ///< X-Auth-Token.
  std::optional<std::string> serviceToken = {};  ///< X-Service-Token.
  std::optional<std::string> subjectToken = {};  ///< X-Subject-Token.

  std::optional<std::string> host = {};
  std::optional<std::string> accept = {};
  std::optional<std::string> ifMatch = {};
  std::optional<std::string> ifNoneMatch = {};
  std::optional<std::string> forwardedHost = {};   ///< X-Forwarded-Host.
  std::optional<std::string> forwardedProto = {};  ///< X-Forwarded-Proto.
  bool fromLoopback = false;                       ///< Whether a program on this machine sent it.

  std::string body = {};

  std::string id = newRequestId();  ///< Answered as x-openstack-request-id.
  std::string globalId = {};        ///< The valid X-Openstack-Request-Id it came with, or empty.
};

}  // namespace freezer::server
