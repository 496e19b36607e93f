#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace freezer::server {

/// "req-" and a new random uuid.
std::string newRequestId();

/// Whether `id` has the form of newRequestId().
bool isRequestId(std::string_view id);

/// A request: everything that the answer depends on. Header fields that were sent more than once
/// are joined with ", " (RFC 9110, section 5.3).
struct Request {
  std::string method = {};  ///< As sent; methods are case-sensitive.
  std::string path = {};    ///< Of the target, still percent-encoded: "/v2/p1/jobs/".
  std::string query = {};   ///< What follows the "?", still percent-encoded.

  std::optional<std::string> authToken = {};     ///< X-Auth-Token.
  std::optional<std::string> serviceToken = {};  ///< X-Service-Token.
  std::optional<std::string> subjectToken = {};  ///< X-Subject-Token.

  /// The address of the client: "192.0.2.7", "2001:db8::1", or "unix" for the Unix socket.
  std::string clientAddress = {};
  std::string_view scheme = "http";      ///< Of the URL that the client used: "http" or "https".
  std::optional<std::string> host = {};  ///< Of the same URL; as sent, so possibly malformed.

  std::optional<std::string> accept = {};
  std::optional<std::string> acceptEncoding = {};
  std::optional<std::string> ifMatch = {};
  std::optional<std::string> ifNoneMatch = {};

  // X-Forwarded-For, -Host and -Proto as sent. Any client can send them; only setOrigin() reads
  // them.
  std::optional<std::string> forwardedFor = {};
  std::optional<std::string> forwardedHost = {};
  std::optional<std::string> forwardedProto = {};

  std::string body = {};

  /// Whether the client has closed its side of the connection; null: it waits for the answer. Valid
  /// while the request is answered.
  std::function<bool()> isAbandoned = {};

  std::string id = newRequestId();  ///< Sent back as x-openstack-request-id.
  std::string globalId = {};  ///< The X-Openstack-Request-Id of the client if valid, or empty.
};

}  // namespace freezer::server
