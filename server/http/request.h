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

  /// Where it came from: "192.0.2.7", "2001:db8::1", or "unix" for the Unix socket.
  std::string clientAddress = {};
  std::string_view scheme = "http";      ///< Of the URL, as the client sees it; or "https".
  std::optional<std::string> host = {};  ///< The same; as sent, so perhaps no host at all.

  std::optional<std::string> accept = {};
  std::optional<std::string> ifMatch = {};
  std::optional<std::string> ifNoneMatch = {};

  // X-Forwarded-For, -Host and -Proto as sent, by whomever: setOrigin() knows what
  // they are worth.
  std::optional<std::string> forwardedFor = {};
  std::optional<std::string> forwardedHost = {};
  std::optional<std::string> forwardedProto = {};

  std::string body = {};

  std::string id = newRequestId();  ///< Answered as x-openstack-request-id.
  std::string globalId = {};        ///< The valid X-Openstack-Request-Id it came with, or empty.
};

}  // namespace freezer::server
